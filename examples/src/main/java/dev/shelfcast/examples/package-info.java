/** Short programs to copy from: each one runs on its own and prints what it found. */
@NullMarked
package dev.shelfcast.examples;

import org.jspecify.annotations.NullMarked;
