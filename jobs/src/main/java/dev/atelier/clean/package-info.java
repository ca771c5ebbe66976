/** Stage clean: raw items to clean, distinct items. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.clean;
