using Keyway.SecurityKeys.Tests.SoftwareKeys;
using Xunit.Runner.InProc.SystemConsole;

// As the process that SoftwareKeyFileTests kills, this program writes one key file until it dies.
if (args is [KeyFileWriter.Argument, var path]) return KeyFileWriter.WriteUntilKilled(path);
return await ConsoleRunner.Run(args);
