using System.Text;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Sealing;
using Keyway.Server.Tests.KerberosServers;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Sealing;

/// <summary>K22: what a thief of a backup holds.</summary>
public sealed class BackupTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>, IDisposable
{
    private readonly string _backup = Directory.CreateTempSubdirectory("keyway-backup-").FullName;

    public void Dispose() => Directory.Delete(_backup, recursive: true);

    [Fact]
    public async Task K22_a_backup_without_the_key_file_does_not_open_says_why_and_shows_no_Kerberos_server_key()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), fixture.Server.Clock.GetUtcNow());
        await publisher.PublishedAsync(publisher.Publication);
        var keyFile = fixture.Server.Options.CustodyFiles.Key;
        var keyEncryptionKey = await File.ReadAllBytesAsync(keyFile, TestContext.Current.CancellationToken);
        foreach (var file in Directory.GetFiles(fixture.Server.Options.DataDirectory).Where(file => file != keyFile))
            File.Copy(file, Path.Combine(_backup, Path.GetFileName(file)));

        Assert.Contains(Directory.GetFiles(_backup), file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains("krbtgt_30775", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(_backup))
        {
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            foreach (var secret in new[] { publisher.Key, keyEncryptionKey })
            {
                foreach (var form in new[] { Encoding.Latin1.GetString(secret), Convert.ToBase64String(secret), Convert.ToHexString(secret), Convert.ToHexStringLower(secret) })
                    Assert.DoesNotContain(form, content, StringComparison.Ordinal);
            }
        }

        var options = fixture.Server.Options with { DataDirectory = _backup };
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileMissing, ServerHost.Build(options, TimeProvider.System).Refusal.Error);
        Assert.False(File.Exists(options.CustodyFiles.Key));

        DurableFile.WriteSecret(options.CustodyFiles.Key, new byte[KeyEncryptionKeyFile.KeyLength]);
        await using var app = ServerHost.Build(options, TimeProvider.System).Value;
        Assert.Equal(Catalogue.ServerConfiguration.SealBroken, (await FirstStart.EnsureAsync(app.Services, replaceCode: false, TestContext.Current.CancellationToken)).Refusal.Error);
    }
}
