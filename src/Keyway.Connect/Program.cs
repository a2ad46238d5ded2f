using Keyway.Connect.CommandLine;
using Keyway.Kerberos;

CoreDumps.Forbid();
return await ConnectCommandLine.RunAsync(args, TimeProvider.System);
