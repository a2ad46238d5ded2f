using Keyway.Server.Hosting;
using Keyway.Server.Sealing;

CoreDumps.Forbid();
var parsed = CommandLine.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? Terminal.UsageCode : code;
