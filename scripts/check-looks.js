const { bootstrap } = require('./bootstrap');

bootstrap();
require('./run-tests').runLooks();
