const { bootstrap } = require('./bootstrap');

bootstrap();
require('./run-ci').runAll();
