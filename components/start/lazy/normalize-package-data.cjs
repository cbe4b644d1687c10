module.exports = require("./later.cjs")("normalize-package-data");
