using Keyway.Connect.CommandLine;
using Keyway.Kerberos;

CoreDumps.Forbid();
DiagnosticsPort.Close();
return await ConnectCommandLine.RunAsync(args, TimeProvider.System);
