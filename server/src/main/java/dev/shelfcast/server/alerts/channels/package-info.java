/** Ways by which alerts reach people who are not looking at the page. */
@NullMarked
package dev.shelfcast.server.alerts.channels;

import org.jspecify.annotations.NullMarked;
