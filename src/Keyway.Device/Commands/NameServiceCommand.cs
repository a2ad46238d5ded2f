using System.CommandLine;
using Keyway.Device.Daemon.People;

namespace Keyway.Device.Commands;

/// <summary><c>keyway name-service</c>: what keywayd runs to ask sssd for a SID, as it runs wbinfo(1) to ask winbind. Hidden, because nobody else needs it.</summary>
internal static class NameServiceCommand
{
    public static Command Create(SharedOptions shared)
    {
        var sid = new Argument<string>("SID") { Description = "Such as S-1-5-21-1-2-3-1103." };
        var userId = new Command(SssdLibrary.UserIdTask, "The number that sssd gives the user with a SID.") { sid };
        userId.SetAction(line =>
        {
            var answer = SssdLibrary.UserIdOf(line.GetRequiredValue(sid));
            return new CommandOutput(line.GetValue(shared.Json)).Done(new() { ["answer"] = answer }, answer);
        });
        return new Command(SssdLibrary.Command, "What the name service of this computer knows of SIDs.") { Hidden = true, Subcommands = { userId } };
    }
}
