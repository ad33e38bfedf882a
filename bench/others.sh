# Sourced by the benchmarks: installs what they compare with where it is missing. R's forecast comes from Debian's packages,
# statsforecast from PyPI into target/statsforecast. What cannot be installed is said, and the benchmark goes on without it.
python=${STATSFORECAST_PYTHON:-target/statsforecast/bin/python}

if ! Rscript -e 'library(forecast)' > /dev/null 2>&1; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq r-cran-forecast; } > /dev/null 2>&1 ||
    echo "skipped: R with its package forecast could not be installed"
fi
if ! "$python" -c 'import statsforecast' > /dev/null 2>&1; then
  { python3 -m venv target/statsforecast && "$python" -m pip install -q statsforecast; } > /dev/null 2>&1 ||
    echo "skipped: statsforecast could not be installed"
fi
others_have_r() { Rscript -e 'library(forecast)' > /dev/null 2>&1; }
others_have_python() { "$python" -c 'import statsforecast' > /dev/null 2>&1; }
