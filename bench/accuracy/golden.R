# Makes the golden figures of the library's tests from R's own data sets and R's forecast package.
# Usage: Rscript bench/accuracy/golden.R forecasting/src/test/resources/golden
suppressMessages(library(forecast))
folder <- commandArgs(trailingOnly = TRUE)[1]
sets <- list(AirPassengers = AirPassengers, nottem = nottem, USAccDeaths = USAccDeaths, ldeaths = ldeaths,
             Nile = Nile, LakeHuron = LakeHuron, lynx = lynx, UKgas = UKgas, airmiles = airmiles, WWWusage = WWWusage)
num <- function(x) paste(formatC(as.numeric(x), digits = 10, width = 1, format = "g"), collapse = " ")
header <- function(con, what) writeLines(c(
  paste0("# ", what, "; made by bench/accuracy/golden.R with R ", getRversion(), ", forecast ", packageVersion("forecast")),
  "# series are R's own data sets (package datasets)"), con)

con <- file(file.path(folder, "series.csv"), "w")
header(con, "name,period,values")
for (n in names(sets)) writeLines(paste(n, frequency(sets[[n]]), num(sets[[n]]), sep = ","), con)
close(con)

con <- file(file.path(folder, "ets.csv"), "w")
header(con, "series,form,aicc,sigma,mean(12),upper95(12),fitted(first 24)")
row <- function(n, f) {
  fc <- forecast(f, h = 12, level = 95)
  writeLines(paste(n, gsub(",", ";", f$method), num(f$aicc), num(sqrt(f$sigma2)), num(fc$mean), num(fc$upper),
                   num(head(fitted(f), 24)), sep = ","), con)
}
for (n in names(sets)) row(n, ets(sets[[n]]))
for (n in c("AirPassengers", "nottem", "USAccDeaths", "ldeaths", "UKgas"))
  for (m in c("ANN", "AAN", "ANA", "AAA", "MAM", "MNM", "MAN")) row(n, ets(sets[[n]], model = m, damped = FALSE))
for (n in c("Nile", "LakeHuron", "lynx", "airmiles", "WWWusage"))
  for (m in c("ANN", "AAN", "MNN", "MAN")) row(n, ets(sets[[n]], model = m, damped = FALSE))
close(con)

con <- file(file.path(folder, "theta.csv"), "w")
header(con, "series,mean(12)")
for (n in names(sets)) writeLines(paste(n, num(thetaf(sets[[n]], h = 12)$mean), sep = ","), con)
close(con)

con <- file(file.path(folder, "stl.csv"), "w")
header(con, "series,robust,seasonal,trend (s.window periodic or 13)")
for (n in c("AirPassengers", "nottem", "USAccDeaths", "ldeaths", "UKgas")) for (w in c("periodic", "13")) for (r in FALSE) {
  s <- stl(sets[[n]], s.window = if (w == "periodic") "periodic" else 13, robust = r)$time.series
  writeLines(paste(n, w, r, num(s[, 1]), num(s[, 2]), sep = ","), con)
}
close(con)

con <- file(file.path(folder, "arima.csv"), "w")
header(con, "series,order p d q P D Q,constant,loglik,aicc,sigma2,coefficients,mean(12),se(12)")
arow <- function(n, f) {
  fc <- forecast(f, h = 12, level = 95)
  p <- list(pred = fc$mean, se = (fc$upper - fc$mean) / qnorm(0.975))
  o <- arimaorder(f)
  o <- if (length(o) < 6) c(o[1:3], 0, 0, 0) else o[1:6]
  writeLines(paste(n, paste(o, collapse = " "), length(f$coef) > o[1] + o[3] + o[4] + o[6], num(f$loglik), num(f$aicc),
                   num(f$sigma2), num(f$coef), num(p$pred), num(p$se), sep = ","), con)
}
for (n in names(sets)) arow(n, auto.arima(sets[[n]]))
fixed <- list(list("AirPassengers", c(0, 1, 1), c(0, 1, 1)), list("nottem", c(1, 0, 0), c(2, 1, 0)),
              list("USAccDeaths", c(0, 1, 1), c(0, 1, 1)), list("ldeaths", c(1, 0, 1), c(1, 1, 0)),
              list("LakeHuron", c(2, 0, 0), c(0, 0, 0)), list("lynx", c(3, 0, 1), c(0, 0, 0)), list("WWWusage", c(3, 1, 0), c(0, 0, 0)),
              list("Nile", c(0, 1, 1), c(0, 0, 0)), list("UKgas", c(1, 1, 1), c(0, 1, 1)), list("airmiles", c(0, 2, 1), c(0, 0, 0)))
for (f in fixed) arow(f[[1]], Arima(sets[[f[[1]]]], order = f[[2]], seasonal = f[[3]]))
close(con)

con <- file(file.path(folder, "croston.csv"), "w")
header(con, "history,croston with alpha 0.1, forecast")
set.seed(7)
for (i in 1:5) { y <- rpois(40, 0.4); y[1] <- 2; writeLines(paste(num(y), num(croston(y, h = 1, alpha = 0.1)$mean), sep = ","), con) }
close(con)

con <- file(file.path(folder, "dm.csv"), "w")
header(con, "errors of one forecast,of the other,horizon,statistic,p-value (dm.test with power 2)")
set.seed(9)
for (h in 1:3) {
  a <- round(rnorm(40, 0, 2), 3); b <- round(0.7 * a + rnorm(40), 3)
  d <- dm.test(a, b, h = h, power = 2)
  writeLines(paste(num(a), num(b), h, num(d$statistic), num(d$p.value), sep = ","), con)
}
close(con)

# Missing values and Box-Cox: fixed orders, so that both programs fit the same model. With these gaps the likelihood of
# ldeaths is greatest at the unit circle, where R's search does not end in the same place twice: left out.
con <- file(file.path(folder, "arima-missing.csv"), "w")
header(con, "series,order p d q P D Q,missing steps (from 0),aicc,mean(12)")
for (f in fixed[c(1:3, 5, 7, 8)]) {
  y <- sets[[f[[1]]]]; gaps <- c(7, 20, 21, 22, length(y) - 9); y[gaps + 1] <- NA
  fit <- Arima(y, order = f[[2]], seasonal = f[[3]])
  writeLines(paste(f[[1]], paste(c(f[[2]], f[[3]]), collapse = " "), paste(gaps, collapse = " "), num(fit$aicc),
                   num(forecast(fit, h = 12)$mean), sep = ","), con)
}
close(con)

con <- file(file.path(folder, "boxcox.csv"), "w")
header(con, "series,order p d q P D Q,lambda by Guerrero,mean(12) with that lambda and bias adjustment")
for (f in fixed[c(1:5, 7:9)]) {
  y <- sets[[f[[1]]]]; lambda <- BoxCox.lambda(y)
  fit <- Arima(y, order = f[[2]], seasonal = f[[3]], lambda = lambda, biasadj = TRUE)
  writeLines(paste(f[[1]], paste(c(f[[2]], f[[3]]), collapse = " "), num(lambda), num(forecast(fit, h = 12, biasadj = TRUE)$mean),
                   sep = ","), con)
}
close(con)
