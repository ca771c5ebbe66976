/** Stage collect: sources (files, databases) to raw items. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.collect;
