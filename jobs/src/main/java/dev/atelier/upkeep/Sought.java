package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Ids to look for in all tables at once. A row's id says where the row stood in its source that day, so it means something in
 * versions of its own run only; ids of items, requests and artifacts mean the same everywhere.
 */
final class Sought implements UDF2<String, String, Boolean> {
    private static final long serialVersionUID = 1L;
    private final HashSet<String> everywhere;
    private final HashMap<String, List<Set<String>>> inVersion; // runs share versions, and versions their run's set

    /**
     * @param everywhere ids that mean the same in every version
     * @param inVersion by version's folder: ids that mean something there
     */
    Sought(Collection<String> everywhere, Map<String, List<Set<String>>> inVersion) {
        this.everywhere = new HashSet<>(everywhere);
        this.inVersion = new HashMap<>(inVersion);
    }

    static Sought everywhere(Collection<String> ids) {
        return new Sought(ids, Map.of());
    }

    /** Whether the id in a column is one of them; of rows that say their version, unless all mean the same everywhere. */
    Column in(String column) {
        return udf(this, DataTypes.BooleanType).apply(inVersion.isEmpty() ? lit("") : col(Folder.VERSION), col(column));
    }

    @Override
    public Boolean call(String version, String id) {
        return id != null
                && (everywhere.contains(id)
                        || inVersion.getOrDefault(version, List.of()).stream().anyMatch(ids -> ids.contains(id)));
    }
}
