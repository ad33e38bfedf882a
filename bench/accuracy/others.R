# R's ets and thetaf on a sample of the same series. Usage: Rscript bench/accuracy/others.R WORK
suppressMessages(library(forecast))
work <- commandArgs(trailingOnly = TRUE)[1]
for (set in list(list("m3", 12, 18, 20), list("carparts", 12, 6, 60), list("walmart", 52, 13, 60))) {
  path <- file.path(work, paste0(set[[1]], ".csv"))
  if (!file.exists(path)) next
  d <- read.csv(path)
  ids <- unique(d$unique_id)
  scores <- c(first = 0, theta = 0)
  n <- 0
  for (id in ids[seq(1, length(ids), by = set[[4]])]) {
    y <- d$y[d$unique_id == id]
    h <- set[[3]]
    past <- ts(head(y, -h), frequency = set[[2]])
    scale <- mean(abs(diff(as.numeric(past), set[[2]])))
    if (!is.finite(scale) || scale == 0) next
    first <- if (set[[2]] > 24) stlf(past, h = h)$mean else forecast(ets(past), h = h)$mean
    scores <- scores + c(mean(abs(tail(y, h) - first)), mean(abs(tail(y, h) - thetaf(past, h = h)$mean))) / scale
    n <- n + 1
  }
  cat(sprintf("R %s: %s MASE %.4f, thetaf %.4f on %d series\n", set[[1]], if (set[[2]] > 24) "stlf" else "ets",
              scores[1] / n, scores[2] / n, n))
}
