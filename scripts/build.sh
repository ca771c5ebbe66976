#!/usr/bin/env bash
# Builds the jar and a SPARK_HOME when a source is newer than they are; silent and quick otherwise.
#   scripts/build.sh          Spark 3.5, Scala 2.12: jobs/target
#   scripts/build.sh s3a      and what s3a: needs in that SPARK_HOME: Hadoop's part for S3, 9 MB
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
jar=jobs/target/dist/atelier.jar
spark=jobs/target/spark

newer="$( [[ -f $jar ]] && find pom.xml jobs/pom.xml jobs/src/main model-udfs/pom.xml model-udfs/src/main -newer "$jar" -type f -print -quit || echo none)"
if [[ -n $newer ]]; then
  echo "building $jar ..." >&2
  mvn -q -B -ntp -Pquick -Dmaven.test.skip=true -Dspotless.check.skip=true package >&2
  touch "$jar"
fi

# spark-submit without a tarball: Spark's jars from Maven and the launcher's own class
if [[ ! -f $spark/complete ]]; then
  echo "laying out SPARK_HOME $spark ..." >&2
  mvn -q -B -ntp -f scripts/spark-home.pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$root/$spark/jars" >&2
  mkdir -p $spark/bin
  cp scripts/spark-submit $spark/bin/spark-submit
  cp scripts/spark-class $spark/bin/spark-class
  touch $spark/complete
fi

if [[ ${1:-} == s3a && ! -f $spark/s3a ]]; then
  echo "adding s3a: to SPARK_HOME $spark ..." >&2
  mvn -q -B -ntp -Ps3a -f scripts/spark-home.pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$root/$spark/jars" >&2
  touch $spark/s3a
fi
