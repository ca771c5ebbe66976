/** Stage collect: source files to raw items. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.collect;
