/** The registry of trained models: what each was made of, how good it is, and which one is in force where. */
@NullMarked
package dev.shelfcast.server.forecasting.models;

import org.jspecify.annotations.NullMarked;
