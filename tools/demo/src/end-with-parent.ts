/** Loaded before the service (`--import`): ends it when the demo is gone, also where the demo was killed and could not say so. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref(); // the channel alone is no reason to stay
