package dev.atelier.domain;

/**
 * A picture, which lies beside the table.
 *
 * @param uri relative to the run's folder: the file {@code files/ab/<sha256>.png}, or {@code pictures/<sha256>.png} for the
 *     row of that sha256 in the Parquet files of {@code pictures/}
 * @param sha256 of the PNG bytes
 * @param pixelsSha256 of the final RGB bytes, which no metadata changes
 * @param sizeBytes length of the file; null in what an Atelier made that did not keep it
 * @param thumbnail PNG, at most 96 px a side
 */
@Word("image")
public record Picture(
        String uri,
        String sha256,
        String pixelsSha256,
        Integer widthPx,
        Integer heightPx,
        Long sizeBytes,
        byte[] thumbnail)
        implements Made {
    public Picture {
        Require.text(uri, "uri of a picture");
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String contentSha256() {
        return pixelsSha256;
    }
}
