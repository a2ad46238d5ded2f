using Keyway.Kerberos;
using Keyway.Server.Hosting;

CoreDumps.Forbid();
DiagnosticsPort.Close();
var parsed = CommandLine.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? Terminal.UsageCode : code;
