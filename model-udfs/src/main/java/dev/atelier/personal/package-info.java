/** What in a text belongs to people: addresses, numbers, dates of birth. Cleaning masks it, scoring counts it. May import domain and text. */
package dev.atelier.personal;
