console.log('web: not built yet');
