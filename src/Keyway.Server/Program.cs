using Keyway.Server.Hosting;

var parsed = CommandLine.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? Terminal.UsageCode : code;
