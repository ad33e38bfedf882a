/** What planners say of days to come, and how it changes the forecast in force. */
@NullMarked
package dev.shelfcast.server.forecasting.overrides;

import org.jspecify.annotations.NullMarked;
