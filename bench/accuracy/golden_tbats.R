# Makes the golden figures of TBATS from R's own data sets and R's forecast package.
# Usage: Rscript bench/accuracy/golden_tbats.R forecasting/src/test/resources/golden
suppressMessages(library(forecast))
folder <- commandArgs(trailingOnly = TRUE)[1]
num <- function(x) paste(formatC(as.numeric(x), digits = 10, width = 1, format = "g"), collapse = " ")
con <- file(file.path(folder, "tbats.csv"), "w")
writeLines(c(paste0("# series,model,aic,mean with bias adjustment(12),seconds; made by bench/accuracy/golden_tbats.R with R ",
                    getRversion(), ", forecast ", packageVersion("forecast")),
             "# series are R's own data sets (package datasets)"), con)
for (n in c("AirPassengers", "nottem", "USAccDeaths", "ldeaths", "UKgas", "Nile", "LakeHuron", "lynx", "airmiles", "WWWusage")) {
  seconds <- system.time(f <- tbats(get(n), use.parallel = FALSE, biasadj = TRUE))[3]
  writeLines(paste(n, gsub(",", ";", as.character(f)), num(f$AIC), num(forecast(f, h = 12)$mean), num(seconds), sep = ","), con)
}
close(con)
