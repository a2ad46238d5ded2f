using System.Buffers.Text;
using System.Text;
using Keyway.Lab;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>The Kerberos server's key lies in the domain's database and, sealed, in the server's store: nowhere else, in no form. Family K22.</summary>
[Collection(LabCollection.Name)]
public sealed class CustodyTests(LabFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_rotation_and_a_sign_in_no_file_outside_the_domain_holds_the_key()
    {
        var rotated = await fixture.Lab.Administration.KerberosServerAsync("rotate", ["--force"], Cancellation);
        Assert.True(rotated.Succeeded, rotated.Said);
        await fixture.SignIn.SignInAsync("alice", Cancellation);
        using var thief = await StolenKey.StealAsync(fixture.Lab, Cancellation);

        var holding = Files().Where(file => Forms(thief.KeyBytes).Any(form => Contains(file, form))).ToList();

        Assert.Empty(holding);
    }

    [Fact]
    public async Task A_file_that_held_the_key_would_be_found()
    {
        using var thief = await StolenKey.StealAsync(fixture.Lab, Cancellation);
        var planted = Path.Combine(fixture.Lab.Folder.Logs, "planted");
        try
        {
            foreach (var form in Forms(thief.KeyBytes))
            {
                await File.WriteAllBytesAsync(planted, [.. new byte[100], .. form, 10], Cancellation);
                Assert.Contains(Files(), file => Contains(file, form));
            }
        }
        finally
        {
            File.Delete(planted);
        }
    }

    // A domain's own database is where the key belongs; everything else is searched: store, logs, client files, the programs' folders.
    private IEnumerable<string> Files() => Directory.EnumerateFiles(fixture.Lab.Folder.Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        // Sockets hold nothing, and cannot be read.
        .Where(file => new FileInfo(file).Length > 0)
        .Where(file => !new[] { LabDomain.Contoso, LabDomain.Fabrikam }.Any(domain => file.StartsWith(fixture.Lab.Folder.ControllerOf(domain) + "/", StringComparison.Ordinal)));

    private static byte[][] Forms(ReadOnlySpan<byte> key) =>
    [
        key.ToArray(), Encoding.ASCII.GetBytes(Convert.ToHexString(key)), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(key)), Encoding.ASCII.GetBytes(Base64Url.EncodeToString(key)),
    ];

    private static bool Contains(string file, byte[] form)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(form) >= 0;
    }
}
