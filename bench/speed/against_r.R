# CPU seconds and MASE of R's ets, thetaf and auto.arima on every k-th M3 monthly series, to set beside the library's.
# Usage: Rscript bench/speed/against_r.R ../shared/data/m3_monthly.csv.gz 20 target/bench/r.csv
suppressMessages(library(forecast))
a <- commandArgs(trailingOnly = TRUE)
if (!file.exists(a[1])) { cat("skipped: no", a[1], "\n"); quit() }
d <- read.csv(gzfile(a[1]), stringsAsFactors = FALSE)
out <- file(a[3], "w")
writeLines("row,model,seconds,mase,aicc", out)
numbers <- function(x) as.numeric(strsplit(trimws(x), " ")[[1]])
for (i in seq(1, nrow(d), by = as.integer(a[2]))) {
  y <- numbers(d$train[i]); test <- numbers(d$test[i]); scale <- mean(abs(diff(y, 12))); x <- ts(y, frequency = 12)
  for (m in c("ets", "thetaf", "auto.arima")) {
    t <- system.time({
      f <- switch(m, ets = ets(x), auto.arima = auto.arima(x), thetaf = NULL)
      p <- if (m == "thetaf") thetaf(x, h = length(test)) else forecast(f, h = length(test))
    })[["user.self"]]
    writeLines(paste(i, m, t, mean(abs(test - p$mean)) / scale, if (is.null(f)) NA else f$aicc, sep = ","), out)
  }
}
close(out)
