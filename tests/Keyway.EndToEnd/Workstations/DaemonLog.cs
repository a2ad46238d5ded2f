namespace Keyway.EndToEnd.Workstations;

/// <summary>What keywayd of a computer has said since a test began. Its file holds all since the lab was set up, other tests' sessions too.</summary>
internal sealed class DaemonLog(string path, CancellationToken cancellation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private long _from = new FileInfo(path).Length;

    /// <summary>Only what comes from now on counts.</summary>
    public void Forget() => _from = new FileInfo(path).Length;

    public async Task<string> ReadAsync()
    {
        await using var file = File.Open(path, new FileStreamOptions { Share = FileShare.ReadWrite });
        file.Position = _from;
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellation);
    }

    public Task UntilSaidAsync(string said) => UntilAsync(async () => (await ReadAsync()).Contains(said, StringComparison.Ordinal));

    /// <summary>Waits for what the daemon does in its own time; the failure tells what it said instead.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await holds())
        {
            if (DateTime.UtcNow > deadline)
                Assert.Fail("It never came: " + string.Join('\n', (await ReadAsync()).Split('\n').TakeLast(8)));
            await Task.Delay(100, cancellation);
        }
    }
}
