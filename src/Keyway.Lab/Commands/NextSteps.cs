using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary>What to try when the lab is up.</summary>
internal static class NextSteps
{
    public static void Print(IAnsiConsole console, Laboratory lab, string end)
    {
        var (folder, record) = (lab.Folder, lab.Record);
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

              Identity server  {record.ServerUrl.GetLeftPart(UriPartial.Authority)}
              Domain           {Domain.DnsName}, controller {Domain.ControllerHost} at {record.DomainControllerAddress}
              Share, intranet  {Domain.Share}, http://{Domain.IntranetHost}/
              Administrators   {Domain.ServerAdministrator} (key admin.key), {Domain.AdministratorUpn}
              Keys, PIN        {folder.Secrets}, {record.Pin}
            """);
        console.WriteLine("  People           " + string.Join("\n                   ", TestAccount.All.Select(account => $"{account.Name,-6} {account.About}")));
        console.WriteLine("\n" + end);
    }
}
