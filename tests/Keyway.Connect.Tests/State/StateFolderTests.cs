using Keyway.Connect.State;
using Keyway.Connect.Synchronization;
using Keyway.Connect.Tests.Synchronization;
using Keyway.Errors;

namespace Keyway.Connect.Tests.State;

public sealed class StateFolderTests : IDisposable
{
    private static readonly StateBinding Binding = new("https://localhost/", Guid.Empty, "contoso.corp.com", "");

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-state-").FullName;

    private string Place => Path.Combine(_folder, "a", "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_its_owner_reads_it_from_the_first_byte_on()
    {
        using var held = StateFolder.Hold(Place).Value;
        using var state = held.Open(Binding).Value;
        state.Write(() => state.Set(StateFact.Cookie, [1]));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Place));
        Assert.All(Directory.GetFiles(Place), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void Two_never_hold_it()
    {
        using (StateFolder.Hold(Place).Value)
            Assert.Equal(Catalogue.Synchronization.AlreadyRunning, StateFolder.Hold(Place).Refusal.Error);
        StateFolder.Hold(Place).Value.Dispose();
    }

    [Fact]
    public void A_folder_or_a_file_that_others_can_write_is_refused()
    {
        Make();
        File.SetUnixFileMode(Path.Combine(Place, "sync.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Assert.Equal(Catalogue.Synchronization.StateExposed, StateFolder.Hold(Place).Refusal.Error);

        File.Delete(Path.Combine(Place, "sync.db"));
        File.SetUnixFileMode(Place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
        Assert.Equal(Catalogue.Synchronization.StateExposed, StateFolder.Hold(Place).Refusal.Error);
    }

    [Fact]
    public void A_link_in_the_place_of_the_state_is_refused()
    {
        Make();
        File.Delete(Path.Combine(Place, "sync.db"));
        File.CreateSymbolicLink(Path.Combine(Place, "sync.db"), Path.Combine(_folder, "elsewhere"));
        File.WriteAllText(Path.Combine(_folder, "elsewhere"), "");

        Assert.Equal(Catalogue.Synchronization.StateExposed, StateFolder.Hold(Place).Refusal.Error);
    }

    [Theory]
    [InlineData("server")]
    [InlineData("tenant")]
    [InlineData("domain")]
    [InlineData("scope")]
    public void A_state_of_something_else_is_emptied(string what)
    {
        Make();
        var other = what switch
        {
            "server" => Binding with { Server = "https://other/" },
            "tenant" => Binding with { Tenant = Guid.NewGuid() },
            "domain" => Binding with { Domain = "fabrikam.corp.com" },
            _ => Binding with { Scope = "+ou=staff" },
        };

        using var held = StateFolder.Hold(Place).Value;
        using var state = held.Open(other).Value;

        Assert.True(state.IsNew);
        Assert.Null(state.Fact(StateFact.Cookie));
        Assert.Null(state.Find(Samples.Anchor(1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_damaged_state_is_made_anew_and_nothing_is_written_twice(int seed)
    {
        using var bench = new SyncBench();
        for (var number = 1; number <= 30; number++)
            bench.Domain.Put(Samples.User(number, $"u{number}"));
        await bench.MustAsync();
        var before = bench.Server.Operations.Count;
        var path = Path.Combine(bench.StatePath, "sync.db");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var random = new Random(seed);
        if (seed == 1)
            random.NextBytes(bytes);
        else
            bytes = bytes[..(bytes.Length / seed)];
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        // Damage that is met in the middle ends that cycle as the engine's caller sees it; the next one begins anew.
        try
        {
            await bench.MustAsync();
        }
        catch (Microsoft.Data.Sqlite.SqliteException failure) when (StateFolder.IsDamage(failure))
        {
            using (var held = StateFolder.Hold(bench.StatePath).Value)
                held.Reset();
            await bench.MustAsync();
        }

        bench.AssertSame();
        Assert.Equal(before, bench.Server.Operations.Count);
    }

    private void Make()
    {
        using var held = StateFolder.Hold(Place).Value;
        using var state = held.Open(Binding).Value;
        state.Write(() =>
        {
            state.Set(StateFact.Cookie, [1]);
            state.Put(state.Know(Samples.Anchor(1)).Key, ObjectKind.User, Guid.NewGuid(), null);
        });
    }
}
