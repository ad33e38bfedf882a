/** Methods that learn from many items together and need native engines. */
@NullMarked
package dev.shelfcast.learning;

import org.jspecify.annotations.NullMarked;
