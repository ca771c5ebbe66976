#!/usr/bin/env bash
# Brings the model of the measures of what is written in pictures: PP-OCRv6 small (Apache-2.0), two ONNX graphs, out of the
# wheel rapidocr 3.10.0 on PyPI (Apache-2.0).
#   scripts/models/fetch_ocr.sh    # prints the directory's path; does nothing when it is already there and whole
licences=rapidocr-3.10.0.dist-info/licenses
exec "$(dirname "${BASH_SOURCE[0]}")/from_wheel.sh" pp-ocr-v6-small rapidocr==3.10.0 \
    2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050 \
    rapidocr/models/PP-OCRv6_det_small.onnx=PP-OCRv6_det_small.onnx=090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f \
    rapidocr/models/PP-OCRv6_rec_small.onnx=PP-OCRv6_rec_small.onnx=6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884 \
    $licences/LICENSE=LICENSE.txt \
    $licences/MODEL_LICENSES.md=MODEL_LICENSES.md
