/** Stage score: artifacts to numbers; drops nothing. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.score;
