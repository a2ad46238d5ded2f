using System.Runtime.Versioning;

// File modes, /dev and the credential cache's place are Linux.
[assembly: SupportedOSPlatform("linux")]

Keyway.Kerberos.CoreDumps.Forbid();
Keyway.Kerberos.DiagnosticsPort.Close();
return await Keyway.Device.Commands.KeywayCommand.RunAsync(args);
