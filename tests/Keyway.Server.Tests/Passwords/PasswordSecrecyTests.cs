using System.Text;
using Keyway.Contracts.Passwords;

namespace Keyway.Server.Tests.Passwords;

/// <summary>O06: nothing of a password stays behind: not in the data directory, not in a log, not in an answer.</summary>
public sealed class PasswordSecrecyTests
{
    private const string Marker = "zQ7-marker-Ünïque-81f3";

    [Fact]
    public async Task Neither_the_data_directory_nor_the_log_holds_a_password()
    {
        await using var desk = await PasswordDesk.StartAsync();
        var agent = await desk.RunningAgentAsync();
        agent.Passwords["alice"] = Marker;
        await desk.TokenAsync("alice@corp.test", Marker);
        (await desk.SignInAsync("bob@corp.test", Marker)).IsRefusal("KW2561");
        (await desk.SignInAsync("nobody@corp.test", Marker)).IsRefusal("KW2561");
        (await desk.SignInAsync("bob@corp.test", Marker + "\n")).IsRefusal("KW2561");
        agent.Outcomes["bob"] = PasswordOutcomes.PasswordExpired;
        (await desk.SignInAsync("bob@corp.test", "x" + Marker)).IsRefusal("KW2053");
        agent.Outcomes["bob"] = PasswordOutcomes.Unavailable;
        await desk.SignInAsync("bob@corp.test", "y" + Marker);

        Assert.All(desk.Server.Log.Lines, line => Assert.DoesNotContain("marker", line, StringComparison.Ordinal));
        var files = Directory.GetFiles(desk.Server.Options.DataDirectory, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            foreach (var needle in new[] { Encoding.UTF8.GetBytes("marker-"), Encoding.Unicode.GetBytes("marker-"), Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Marker))[..12]) })
                Assert.True(content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(needle) < 0, file);
        }
    }
}
