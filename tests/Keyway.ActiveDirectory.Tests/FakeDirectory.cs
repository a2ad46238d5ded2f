using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>An LDAPS server on loopback with a certificate of its own CA. It takes one kind of answer for each kind of request and notes what it was sent.</summary>
internal sealed class FakeDirectory : IAsyncDisposable
{
    private const int BindRequest = 0;
    private const int SearchRequest = 3;
    private const int ModifyRequest = 6;

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly X509Certificate2 _certificate;
    private readonly Task _loop;

    public FakeDirectory(string certificateName = "dc1.contoso.corp.com", TimeSpan? age = null)
    {
        var (ca, certificate) = Certificates(certificateName, age ?? TimeSpan.Zero);
        _certificate = certificate;
        CaFile = Path.GetTempFileName();
        File.WriteAllText(CaFile, ca);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _loop = ServeAsync();
    }

    public int Port { get; }

    public string CaFile { get; }

    public (int Code, string Text) BindResult { get; set; } = (0, "");

    public (int Code, string Text) ModifyResult { get; set; } = (0, "");

    /// <summary>The cookie that each page of a search ends with: the same one for ever makes an endless search.</summary>
    public byte[] Cookie { get; set; } = [];

    public int EntriesAPage { get; set; } = 1;

    /// <summary>After the bind, the connection is closed in place of an answer.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>Answers searches in place of the plain ones, after that of the root DSE; null closes the connection.</summary>
    public Func<FakeSearch, FakeAnswer?>? OnSearch { get; set; }

    /// <summary>Names and passwords that arrived.</summary>
    public ConcurrentBag<string> Passwords { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _certificate.Dispose();
        _stop.Dispose();
        File.Delete(CaFile);
    }

    private static (string Ca, X509Certificate2 Certificate) Certificates(string name, TimeSpan age)
    {
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=Test CA", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        caRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var start = DateTimeOffset.UtcNow - age - TimeSpan.FromDays(1);
        using var ca = caRequest.CreateSelfSigned(start, start.AddYears(10));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(ca, start, start.AddDays(30), RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return (ca.ExportCertificatePem(), X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null));
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                await using var tls = new SslStream(new NetworkStream(client));
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                while (await ReadMessageAsync(tls) is { } message)
                {
                    var answer = Answer(message);
                    if (answer.Length == 0)
                        return;
                    await tls.WriteAsync(answer, _stop.Token);
                }
            }
            catch (Exception ended) when (ended is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
            {
                // The client refused us, or the test is over.
            }
        }
    }

    private async Task<byte[]?> ReadMessageAsync(SslStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return null;
            bytes.AddRange(buffer[..read]);
            if (AsnDecoder.TryReadEncodedValue(bytes.ToArray(), AsnEncodingRules.BER, out _, out _, out _, out var length))
                return [.. bytes[..length]];
        }
    }

    private byte[] Answer(byte[] request)
    {
        var message = new AsnReader(request, AsnEncodingRules.BER).ReadSequence();
        Assert.True(message.TryReadInt32(out var id));
        var tag = message.PeekTag();
        var operation = tag.IsConstructed ? message.ReadSequence(tag) : null;
        switch (tag.TagValue)
        {
            case BindRequest:
                operation!.ReadInteger();
                var name = Encoding.UTF8.GetString(operation.ReadOctetString());
                Passwords.Add($"{name}:{Encoding.UTF8.GetString(operation.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)))}");
                return Result(id, 1, BindResult);
            case SearchRequest when !BreaksOff:
                return Search(id, FakeSearch.Read(operation!, message));
            case ModifyRequest:
                return Result(id, 7, ModifyResult);
            default:
                return [];
        }
    }

    private byte[] Search(int id, FakeSearch search)
    {
        if (search.BaseDn.Length == 0)
        {
            var root = new FakeEntry("").With("defaultNamingContext", "DC=a").With("configurationNamingContext", "CN=C,DC=a").With("rootDomainNamingContext", "DC=a")
                .With("dnsHostName", "dc1.contoso.corp.com").With("dsServiceName", "CN=NTDS Settings,CN=C,DC=a")
                .With("tokenGroups", [SecurityIdentifier.Parse("S-1-5-21-1-2-3-1000").Value.ToBinary()]);
            return [.. Entry(id, root), .. Result(id, 5, (0, ""))];
        }

        if (OnSearch is not null)
        {
            return OnSearch(search) is { } answer
                ? [.. answer.Entries.SelectMany(entry => Entry(id, entry)), .. Result(id, 5, (answer.Code, ""), answer.Controls)]
                : [];
        }

        var entries = Enumerable.Range(0, EntriesAPage).SelectMany(i => Entry(id, new FakeEntry($"CN=e{i},{search.BaseDn}").With("cn", $"e{i}")));
        return [.. entries, .. Result(id, 5, (0, ""), PageCookie.Request(0, Cookie))];
    }

    private static byte[] Entry(int id, FakeEntry entry) => Message(id, writer =>
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.Application, 4)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(entry.Dn));
            using (writer.PushSequence())
            {
                foreach (var (name, values) in entry.Attributes)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
                        using (writer.PushSetOf())
                        {
                            foreach (var value in values)
                                writer.WriteOctetString(value);
                        }
                    }
                }
            }
        }
    });

    private static byte[] Result(int id, int operation, (int Code, string Text) result, params IReadOnlyList<LdapControl> controls) => Message(id, writer =>
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.Application, operation)))
        {
            writer.WriteEnumeratedValue((ResultCode)result.Code);
            writer.WriteOctetString([]);
            writer.WriteOctetString(Encoding.UTF8.GetBytes(result.Text));
        }

        if (controls.Count == 0)
            return;
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (var control in controls)
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(control.Oid));
                    writer.WriteOctetString(control.Value);
                }
            }
        }
    });

    private static byte[] Message(int id, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            write(writer);
        }

        return writer.Encode();
    }

    private enum ResultCode
    {
        Success = 0,
    }
}
