# R's ets, thetaf and auto.arima on one set of series: CPU seconds, AICc and forecast of each, and the order where there is one.
# Usage: Rscript bench/speed/reference.R SET.csv OUT.csv MODEL...
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
numbers <- function(text) as.numeric(strsplit(text, " ")[[1]])
series <- read.csv(arguments[1], header = FALSE, stringsAsFactors = FALSE, col.names = c("period", "history", "later"))
out <- file(arguments[2], "w")
for (model in tail(arguments, -2)) for (i in seq_len(nrow(series))) {
  y <- ts(numbers(series$history[i]), frequency = series$period[i])
  h <- length(numbers(series$later[i]))
  seconds <- system.time({
    fit <- switch(model, "auto-ets" = ets(y), "auto-arima" = auto.arima(y), theta = NULL)
    ahead <- if (is.null(fit)) thetaf(y, h = h) else forecast(fit, h = h)
  })[["user.self"]]
  aicc <- if (is.null(fit$aicc)) NA else fit$aicc
  writeLines(paste(model, i, seconds, aicc, paste(ahead$mean, collapse = " "), gsub(",", ";", ahead$method), sep = ","), out)
  flush(out)
}
close(out)
