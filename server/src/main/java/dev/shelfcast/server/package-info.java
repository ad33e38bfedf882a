/** The application; each package below is one business module. */
@NullMarked
package dev.shelfcast.server;

import org.jspecify.annotations.NullMarked;
