using Keyway.Kerberos;
using Keyway.KeyList.CommandLine;

CoreDumps.Forbid();
DiagnosticsPort.Close();
return await KeyListCommandLine.RunAsync(args, TimeProvider.System);
