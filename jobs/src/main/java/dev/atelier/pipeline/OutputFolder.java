package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.collect.SourceDigests;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;

/**
 * An output folder belongs to Atelier or is empty. A marker inside says whose it is; everything in it may be replaced and
 * deleted by the next run, so a folder that holds anything of somebody else's is refused before anything is written.
 */
final class OutputFolder {
    static final String MARKER = ".atelier";

    private static final String MARK =
            "This folder belongs to Atelier (format 2): its next run replaces and deletes what is here.\n";

    /** What runs put there. A folder of an Atelier that knew no marker has its run.json and nothing else than these. */
    private static final Set<String> OURS = Stream.concat(
                    Stream.of(
                            ".outcomes",
                            ".pending",
                            ".store",
                            ".lock",
                            "files",
                            "contact-sheet.html",
                            "run.json",
                            Runs.FOLDER),
                    Nouns.ALL.stream().map(Table::name))
            .collect(Collectors.toUnmodifiableSet());

    private static final ObjectMapper JSON = new ObjectMapper();

    private OutputFolder() {}

    /**
     * Makes sure that a run may write there; writes nothing.
     *
     * @return whether the folder is empty or not there yet
     * @throws ConfError if it is somebody else's, or lies in, around or at a source or model of the run
     */
    static boolean check(String out, RunConf conf, Configuration hadoop) {
        Place place = Place.of("--out", out, hadoop);
        refuseInputs(place, conf, hadoop);
        try {
            return !place.files().exists(new Path(place.path(), MARKER))
                    && (!place.files().exists(place.path()) || refuseForeign(place));
        } catch (IOException e) {
            throw unusable(out, e);
        }
    }

    /** Checks the folder and marks it. */
    static Place claim(String out, RunConf conf, Configuration hadoop) {
        boolean isNew = check(out, conf, hadoop);
        Place place = Place.of("--out", out, hadoop);
        FileSystem files = place.files();
        Path marker = new Path(place.path(), MARKER);
        try {
            if (files.exists(marker)) {
                return place;
            }
            files.mkdirs(place.path());
            try (OutputStream mark = files.create(marker, true)) {
                mark.write(
                        (isNew ? MARK : "").getBytes(StandardCharsets.UTF_8)); // an old one is renewed under the lock
            }
            return place;
        } catch (IOException e) {
            throw unusable(out, e);
        }
    }

    private static ConfError unusable(String out, IOException e) {
        return new ConfError("Cannot write to --out " + out + ": " + e.getMessage() + " (name another folder)", e);
    }

    /** @throws ConfError if no run ever wrote there */
    static Place existing(String out, Configuration hadoop) {
        Place place = Place.of("--out", out, hadoop);
        if (!MARK.equals(new Notes(place).read(MARKER))) {
            throw new ConfError("Invalid --out: " + place.path()
                    + " (no folder of runs, or of an older format: name the folder that --out of a run named)");
        }
        return place;
    }

    /**
     * Clears the tables of a folder whose format knew no versions: what models made is in the store and is found again. Only
     * under the lock.
     */
    static void renew(Place place, PrintStream out) {
        Notes notes = new Notes(place);
        if (!MARK.equals(notes.read(MARKER))) {
            out.println("The tables of " + place.path()
                    + " are of an older format: they are made anew, from what models" + " made before");
            Nouns.ALL.forEach(table -> notes.delete(table.name()));
            List.of(Runs.FOLDER, ".outcomes", ".pending").forEach(notes::delete);
            notes.write(MARKER, MARK);
        }
    }

    /** @return whether it is empty */
    private static boolean refuseForeign(Place place) throws IOException {
        if (place.files().getFileStatus(place.path()).isFile()) {
            throw new ConfError("Invalid --out: " + place.path() + " (a file; name a folder, new or empty)");
        }
        List<String> names = names(place);
        if (!names.isEmpty() && !(OURS.containsAll(names) && hasOurManifest(place))) {
            String foreign =
                    names.stream().filter(n -> !OURS.contains(n)).findFirst().orElse(names.get(0));
            throw new ConfError("Invalid --out: " + place.path() + " (it holds " + foreign + " and no " + MARKER
                    + ", so it is not Atelier's, whose runs replace and delete what is there: name a new or empty folder;"
                    + " if all of it may go, put an empty file " + MARKER + " there)");
        }
        return names.isEmpty();
    }

    /** Everything in the folder but checksums of our files; Hadoop hides some local names. */
    private static List<String> names(Place place) throws IOException {
        if (!place.isLocal()) {
            return Arrays.stream(place.files().listStatus(place.path()))
                    .map(file -> file.getPath().getName())
                    .sorted()
                    .toList();
        }
        try (Stream<java.nio.file.Path> children = Files.list(place.local())) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> !OURS.contains(name.replaceFirst("^\\.(.*)\\.crc$", "$1")) || OURS.contains(name))
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasOurManifest(Place place) throws IOException {
        Path manifest = new Path(place.path(), "run.json");
        if (!place.files().exists(manifest)) {
            return false;
        }
        try (var in = place.files().open(manifest)) {
            JsonNode run = JSON.readTree(in);
            return run.has("runId")
                    && run.has("determinism")
                    && run.path("funnel").isArray();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void refuseInputs(Place out, RunConf conf, Configuration hadoop) {
        String whole = real(out);
        Stream<String> sources = Stream.concat(
                SourceDigests.roots(conf.collect(), hadoop).stream().map(Path::toString),
                conf.score().paths().stream());
        Stream<String> models = conf.models().values().stream().map(ModelConf::path);
        Stream.concat(sources, models).forEach(input -> {
            String other = real(Place.of("path of an input", input, hadoop));
            if (within(whole, other) || within(other, whole)) {
                throw new ConfError("Invalid --out: " + out.path() + " (it "
                        + (whole.equals(other) ? "is" : within(whole, other) ? "lies in" : "contains") + " " + input
                        + ", an input of this run: name a folder apart from all sources and models)");
            }
        });
        for (String path : conf.collect().paths()) {
            if (matches(Place.of("path of a source", path, hadoop), out.path())) {
                throw new ConfError("Invalid --out: " + out.path() + " (source " + path
                        + " matches it, so the next run would read what this one writes: name another folder)");
            }
        }
    }

    /** Whether a path that is a pattern matches the folder or one above it. */
    private static boolean matches(Place source, Path path) {
        String pattern = source.path().toString();
        long depth = pattern.chars().filter(c -> c == '/').count();
        for (Path at = path; at != null; at = at.getParent()) {
            String text = at.toString();
            if (text.chars().filter(c -> c == '/').count() == depth) {
                return !source.literal().equals(pattern) && !isThere(source) && new GlobPattern(pattern).matches(text);
            }
        }
        return false;
    }

    private static boolean isThere(Place place) {
        try {
            return place.files().exists(place.path());
        } catch (IOException e) {
            throw new ConfError(
                    "Cannot look for " + place.path() + ": " + e.getMessage() + " (check its permissions)", e);
        }
    }

    private static boolean within(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }

    /** The path without links, of a place that need not be there yet. */
    private static String real(Place place) {
        if (!place.isLocal()) {
            return place.path().toString();
        }
        java.nio.file.Path path = place.local().toAbsolutePath().normalize();
        java.nio.file.Path rest = path.getFileSystem().getPath("");
        for (java.nio.file.Path at = path; at != null; at = at.getParent()) {
            try {
                return "file:" + at.toRealPath().resolve(rest).normalize();
            } catch (IOException e) {
                rest = at.getFileName() == null ? rest : at.getFileName().resolve(rest);
            }
        }
        return "file:" + path;
    }
}
