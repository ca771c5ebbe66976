/** Stage generate: requests to artifacts, each made once. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.generate;
