const { bootstrap } = require('./bootstrap');

bootstrap();
require('../local-org/cli').runCommandLine();
