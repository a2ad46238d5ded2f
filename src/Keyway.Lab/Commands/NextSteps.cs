using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary>What to try when the lab is up.</summary>
internal static class NextSteps
{
    public static async Task PrintAsync(IAnsiConsole console, Laboratory lab, string end, CancellationToken cancellation)
    {
        var (folder, record) = (lab.Folder, lab.Record);
        var url = record.ServerUrl.GetLeftPart(UriPartial.Authority);
        var person = Domain.Upn("grace");
        var persons = await lab.Administration.IssuePassAsync(person, cancellation, once: false);
        var administrators = await lab.Administration.IssuePassAsync(Domain.ServerAdministrator, cancellation, once: false);
        console.MarkupLine("\n[bold]What to try next[/]");
        console.WriteLine($"""
              In another terminal, from this folder:
                eval "$(./lab env)"
                ./lab exec keyway sign-in --key $KEYWAY_KEYS/grace.key --pin-file $KEYWAY_PIN_FILE --ccache FILE:/tmp/grace.cc
                KRB5CCNAME=FILE:/tmp/grace.cc ./lab exec smbclient --use-kerberos=required --use-krb5-ccache=FILE:/tmp/grace.cc $KEYWAY_SHARE -c ls
                KRB5CCNAME=FILE:/tmp/grace.cc ./lab exec curl --negotiate -u : $KEYWAY_INTRANET_URL
                ./lab exec keyway-connect kerberos-server get --config $KEYWAY_CONNECT_CONFIG
                ./lab exec keyway-connect explain bob --config $KEYWAY_CONNECT_CONFIG
                ./lab exec keyway-connect sync status --config $KEYWAY_CONNECT_CONFIG
                ./lab exec dsregcmd /status
                ./lab exec nltest /dsgetdc:{Domain.DnsName} /kdc /writable

              In a browser that trusts {folder.ServerAuthority}
              (such as: chromium --ignore-certificate-errors --user-data-dir=/tmp/lab-browser {url}/), with a Temporary Access Pass, good for an hour:
                {url}/security-info   as {person}  {persons}
                {url}/admin           as {Domain.ServerAdministrator}  {administrators}
                No key at hand: the browser's developer tools have a virtual one (More tools, WebAuthn).

              Identity server  {url}
              Domain           {Domain.DnsName}, controller {Domain.ControllerHost} at {record.DomainControllerAddress}
              Share, intranet  {Domain.Share}, http://{Domain.IntranetHost}/
              Administrators   {Domain.ServerAdministrator} (key admin.key), {Domain.AdministratorUpn}
              Keys, PIN        {folder.Secrets}, {record.Pin}
            """);
        console.WriteLine("  People           " + string.Join("\n                   ", TestAccount.All.Select(account => $"{account.Name,-6} {account.About}")));
        console.WriteLine("\n" + end);
    }
}
