/** Stage plan: items to generation requests. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.plan;
