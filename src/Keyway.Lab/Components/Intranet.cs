using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>An Apache site that lets in who brings a Kerberos ticket, and says whom it let in.</summary>
internal sealed class Intranet
{
    public const string Name = "intranet";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(30);

    private readonly LabFolder _folder;
    private readonly LabRecord _record;

    public Intranet(LabFolder folder, LabRecord record)
    {
        _folder = folder;
        _record = record;
    }

    public async Task<RunningComponent> StartAsync(DomainController controller, CancellationToken cancellation)
    {
        foreach (var name in new[] { "run", "www" })
            Directory.CreateDirectory(In(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await File.WriteAllTextAsync(In("www/index.html"), "<!doctype html><title>Contoso intranet</title><h1>Welcome to the intranet</h1>\n", cancellation);
        await controller.ExportWebKeytabAsync(In("http.keytab"), cancellation);
        var owned = await Tool.RunAsync("chown", ["www-data:", In("http.keytab")], null, null, cancellation);
        if (!owned.Succeeded)
            throw new LabException(Name, owned.Said, null);
        await File.WriteAllTextAsync(In("httpd.conf"), Configuration(), cancellation);

        var component = Daemon.Start(Name, _folder, "intranet", $"http://{Domain.IntranetHost}/ ({_record.IntranetAddress})", "apache2",
            ["-f", In("httpd.conf"), "-D", "FOREGROUND"],
            new Dictionary<string, string> { ["KRB5_CONFIG"] = _folder.KerberosConfiguration, ["KRB5_KTNAME"] = In("http.keytab") });
        var deadline = DateTime.UtcNow + StartLimit;
        while (!await DomainController.AnswersAsync(_record.IntranetAddress, 80, cancellation))
        {
            if (!ProcessTable.IsAlive(component) || DateTime.UtcNow > deadline)
                throw new LabException(Name, "Apache did not start.", component.Log);
            await Task.Delay(Interval, cancellation);
        }

        return component;
    }

    private string In(string name) => Path.Combine(_folder.Intranet, name);

    private string Configuration()
    {
        const string modules = "/usr/lib/apache2/modules";
        return $$"""
            ServerRoot {{_folder.Intranet}}
            PidFile {{In("run/httpd.pid")}}
            DefaultRuntimeDir {{In("run")}}
            ServerName {{Domain.IntranetHost}}
            Listen {{_record.IntranetAddress}}:80
            User www-data
            Group www-data
            LoadModule mpm_event_module {{modules}}/mod_mpm_event.so
            LoadModule authn_core_module {{modules}}/mod_authn_core.so
            LoadModule authz_core_module {{modules}}/mod_authz_core.so
            LoadModule authz_user_module {{modules}}/mod_authz_user.so
            LoadModule dir_module {{modules}}/mod_dir.so
            LoadModule mime_module {{modules}}/mod_mime.so
            LoadModule headers_module {{modules}}/mod_headers.so
            LoadModule auth_gssapi_module {{modules}}/mod_auth_gssapi.so
            TypesConfig /etc/mime.types
            DirectoryIndex index.html
            ErrorLog {{_folder.Log("intranet")}}
            LogLevel info
            DocumentRoot {{In("www")}}
            <Directory {{In("www")}}>
              AuthType GSSAPI
              AuthName "intranet"
              GssapiAllowedMech krb5
              GssapiConnectionBound On
              GssapiBasicAuth Off
              Require valid-user
              Header always set X-Remote-User "expr=%{REMOTE_USER}"
            </Directory>

            """;
    }
}
