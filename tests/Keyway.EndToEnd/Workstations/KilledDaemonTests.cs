using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>
/// PC1's keywayd is killed just before each file that it puts in place, and just after the last. Which files these are a first run tells; a library in front of the C library
/// (rename_watch.c) writes them down, and kills the daemon at the one that it is given.
/// </summary>
[Collection(LabCollection.Name)]
public sealed class KilledDaemonTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Unfinished = ".unfinished-*";

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Library => Path.Combine(fixture.Lab.Folder.Path, "rename_watch.so");

    private string Written => Path.Combine(fixture.Lab.Folder.Path, "renamed");

    public async ValueTask InitializeAsync()
    {
        var made = await Tool.RunAsync("cc", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", Library, Path.Combine(AppContext.BaseDirectory, "rename_watch.c")], null, null, Cancellation);
        Assert.True(made.Succeeded, made.Said);
        _desk.Insert("alice");
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await fixture.Lab.RestartServerAsync(CancellationToken.None);
        await fixture.Lab.RestartKeywaydAsync(CancellationToken.None);
    }

    [Fact]
    public async Task D09_killed_at_any_file_of_a_sign_in_it_comes_back_with_the_old_state_or_the_new()
    {
        var files = await FilesOfAsync(async () => Assert.True((await _desk.LogInAsync("alice")).Succeeded));
        var uid = await _desk.UserIdAsync("alice");
        Assert.Superset(new HashSet<string> { "people.json", $"session-{uid}.json", "offline-sign-ins.json", $"krb5cc_{uid}" }, files.Select(Path.GetFileName).ToHashSet()!);

        foreach (var (file, moment) in Points(files))
        {
            await KillAsync(file, moment);

            // It is back: who is known is known by the same number, and signs in as if nothing had been.
            Assert.Equal(uid, await _desk.UserIdAsync("alice"));
            var again = await _desk.LogInAsync("alice");
            Assert.True(again.Succeeded, $"{moment} {file}: {again.Said}");
            Assert.DoesNotContain("KW", again.Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task D05_killed_while_an_unlock_without_the_server_is_counted_it_opens_nothing()
    {
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        fixture.Lab.KillServer();
        var files = await FilesOfAsync(async () => Assert.True((await _desk.AuthenticateAsync("alice")).Succeeded));
        Assert.Contains("offline-sign-ins.json", files.Select(Path.GetFileName));

        foreach (var (file, moment) in Points(files))
        {
            await KillAsync(file, moment);
            var again = await _desk.AuthenticateAsync("alice");
            Assert.True(again.Succeeded, $"{moment} {file}: {again.Said}");
            Assert.Contains("Opened without the network", again.Said, StringComparison.Ordinal);
        }
    }

    // After one file is before the next.
    private static IEnumerable<(string File, string Moment)> Points(IReadOnlyList<string> files) => files.Select(file => (file, "DIE_BEFORE")).Append((files[^1], "DIE_AFTER"));

    /// <summary>
    /// The files that the daemon puts in place while something happens a second time, in this order: those that are made once and for all are there by then. Its sessions with
    /// who sets policy come when they come, and are left out.
    /// </summary>
    private async Task<IReadOnlyList<string>> FilesOfAsync(Func<Task> something)
    {
        await fixture.Lab.RestartKeywaydAsync(Cancellation, through: ["env", "LD_PRELOAD=" + Library, "RENAME_LOG=" + Written]);
        await something();
        File.Delete(Written);
        await something();
        var files = File.ReadAllLines(Written).Where(file => !Path.GetFileName(file).StartsWith("policy-", StringComparison.Ordinal) && Path.GetFileName(file) != "device-management.json");
        return [.. files.Distinct()];
    }

    /// <summary>alice signs in, and the daemon dies at a file; then it is started again.</summary>
    private async Task KillAsync(string file, string moment)
    {
        await fixture.Lab.RestartKeywaydAsync(Cancellation, through: ["env", "LD_PRELOAD=" + Library, $"{moment}={file}"]);
        var killed = await _desk.AuthenticateAsync("alice", _desk.Pin + "x\n");
        Assert.False(killed.Succeeded, $"{moment} {file}: {killed.Said}");
        Assert.Contains(WorkstationDesk.NextModule, killed.Said, StringComparison.Ordinal);

        // What it had half written is its own, and gone when it is old.
        foreach (var left in Directory.EnumerateFileSystemEntries(fixture.Lab.Folder.Device, Unfinished))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(left) & (UnixFileMode)0b111_111);
            File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddMinutes(-10));
        }

        await fixture.Lab.RestartKeywaydAsync(Cancellation);
        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.Lab.Folder.Device, Unfinished));
    }
}
