using Keyway.Connect.CommandLine;
using Keyway.Connect.State;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary><c>sync reset</c>: throws the local state away.</summary>
internal static class ResetJourney
{
    public static Report Run(string path)
    {
        const string Attempt = "reset the sync";
        if (!Directory.Exists(path))
            return new Report([$"There is no local state in {path}."], new() { ["state"] = path, ["removed"] = false });
        if (!StateFolder.Hold(path).TryGet(out var folder, out var refusal))
            return Report.Of(new Failure(Attempt, refusal));
        using var held = folder;
        try
        {
            folder.Reset();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Report.Of(new Failure(Attempt, new Refusal(Catalogue.Synchronization.StateUnusable, failure.Message)));
        }

        return new Report([$"The local state in {folder.Path} is gone. The next sync compares everything."], new() { ["state"] = folder.Path, ["removed"] = true });
    }
}
