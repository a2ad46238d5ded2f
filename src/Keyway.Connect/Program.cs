using Keyway.Connect.CommandLine;

return await ConnectCommandLine.RunAsync(args, TimeProvider.System);
