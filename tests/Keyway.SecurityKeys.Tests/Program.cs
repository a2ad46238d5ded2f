using Keyway.SecurityKeys.Tests;
using Keyway.SecurityKeys.Tests.Nfc;
using Keyway.SecurityKeys.Tests.SoftwareKeys;
using Xunit.Runner.InProc.SystemConsole;

// The test program is also the processes that its tests start: the one that is killed, and the one with little memory.
if (args is [KeyFileWriter.Argument, var written]) return KeyFileWriter.WriteUntilKilled(written);
if (args is [MutatedAnswers.Argument, var mutated]) return MutatedAnswers.Try(mutated);
CardReaderService.Prepare();
return await ConsoleRunner.Run(args);
