using System.CommandLine;
using Keyway.Lab;
using Keyway.Lab.Commands;

var folder = LabFolder.ForCheckout(Environment.GetEnvironmentVariable("KEYWAY_CHECKOUT") ?? Directory.GetCurrentDirectory());

// What follows exec belongs to the command, even when it looks like an option of ours.
if (args is ["exec", not "--help" and not "-h" and not "-?", ..])
    return await ExecCommand.RunAsync(folder, args[1..], CancellationToken.None);

// Ctrl-C takes the lab down, which takes longer than the two seconds that the library allows.
return await LabCommands.Create(folder).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
