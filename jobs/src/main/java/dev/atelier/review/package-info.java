/** Stage review: the published table and the contact sheet. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.review;
