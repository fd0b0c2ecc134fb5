/**
 * Permissions whose name does not say what they are: those of tier 0 and those that CISA calls Critical or High, by their
 * consequence, and odd names. By name where both kinds mean the same, else by `<kind> <name>`. English follows "can";
 * Japanese ends with a verb in its plain form.
 */
import type { Pair } from "./noun.ts";

type Table = Readonly<Record<string, Pair>>;

/** Who may do what in the directory: applications, consent, roles. */
const control: Table = {
  "AppRoleAssignment.ReadWrite.All": [
    "grant itself and others any permission of any API, and so take over the tenant",
    "自身や他者に任意の API のあらゆるアクセス許可を付与し、テナントを乗っ取る",
  ],
  "DelegatedPermissionGrant.ReadWrite.All": [
    "consent for every user to any delegated permission of any application, and so act as whoever signs in to it",
    "任意のアプリケーションの委任されたアクセス許可に全ユーザーの代わりに同意し、サインインする人として操作する",
  ],
  "Application.ReadWrite.All": [
    "add a credential to any application and so act with all that it has been granted; create, change and delete applications",
    "任意のアプリケーションに資格情報を追加し、その権限で操作する",
  ],
  "Application.ReadWrite.OwnedBy": [
    "create applications, and change, delete and add credentials to those that it owns itself",
    "アプリケーションを作成し、自身が所有するものを変更、削除して資格情報を追加する",
  ],
  "Application.ReadUpdate.All": [
    "read and change every application and service principal of the tenant",
    "テナントのすべてのアプリケーションとサービス プリンシパルを読み取り、変更する",
  ],
  "Application-RemoteDesktopConfig.ReadWrite.All": [
    "decide for which applications and devices remote desktop sessions start without asking the user",
    "リモート デスクトップがユーザーに確認せず接続できるアプリケーションとデバイスを変更する",
  ],
  "AppCertTrustConfiguration.ReadWrite.All": [
    "decide which certification authorities applications' certificates may come from",
    "アプリケーションの証明書に求める信頼済み証明機関を変更する",
  ],
  "MutualTlsOauthConfiguration.ReadWrite.All": [
    "make the tenant trust a certification authority of its choice when applications sign in",
    "アプリケーションのサインインで信頼する証明機関を変更する",
  ],
  "SpiffeTrustDomain.ReadWrite.All": [
    "make the tenant trust workloads of a SPIFFE domain of its choice",
    "任意の SPIFFE 信頼ドメインのワークロードをテナントに信頼させる",
  ],
  "ServicePrincipalEndpoint.ReadWrite.All": [
    "change the addresses to which service principals point",
    "サービス プリンシパルのエンドポイントを変更する",
  ],
  "BillingConfiguration.ReadWrite.All": [
    "read and change for every application who is billed for it",
    "すべてのアプリケーションの課金設定を読み取り、変更する",
  ],
  "ConsentRequest.Create": [
    "ask administrators for consent to an application",
    "管理者にアプリケーションへの同意を要求する",
  ],
  "ConsentRequest.ReadApprove.All": [
    "approve what applications ask for, and so give them access to the tenant's data",
    "アプリケーションの同意の要求を承認し、テナントのデータへのアクセスを与える",
  ],
  "ConsentRequest.ReadWrite.All": [
    "approve or deny what applications ask for, and so give them access to the tenant's data",
    "アプリケーションの同意の要求を承認または拒否し、テナントのデータへのアクセスを与える",
  ],
  "RoleManagement.ReadWrite.Directory": [
    "make itself and others Global Administrator, and so take over the tenant",
    "自身や他者をグローバル管理者にし、テナントを乗っ取る",
  ],
  "RoleManagement.ReadWrite.Exchange": [
    "give itself and others any role in Exchange Online, and so open every mailbox",
    "自身や他者に Exchange Online の任意のロールを与え、すべてのメールボックスを開く",
  ],
  "RoleManagement.ReadWrite.Defender": [
    "give itself and others any role in Microsoft Defender, and so see and command all protected devices and accounts",
    "自身や他者に Microsoft Defender の任意のロールを与え、保護対象のデバイスとアカウントを操作する",
  ],
  "RoleManagement.ReadWrite.CloudPC": [
    "give itself and others any role over Cloud PCs, and so control all of them",
    "自身や他者にクラウド PC の任意のロールを与え、すべてのクラウド PC を管理する",
  ],
  "application RoleManagement.Read.All": [
    "read in every service who holds which role, and so whom an attack must aim at",
    "すべてのサービスで誰がどのロールを持つかを読み取り、攻撃の標的を見つけ出す",
  ],
  "RoleManagementAlert.ReadWrite.Directory": [
    "dismiss and change the alerts that warn of misused directory roles",
    "ディレクトリ ロールの不正使用を警告するアラートを無視し、変更する",
  ],
  "RoleManagementPolicy.ReadWrite.Directory": [
    "drop the approval and multi-factor authentication that activating a directory role demands",
    "ディレクトリ ロールのアクティブ化に必要な承認と多要素認証を外す",
  ],
  "RoleManagementPolicy.ReadWrite.AzureADGroup": [
    "drop the approval and multi-factor authentication that activating a group demands",
    "グループのアクティブ化に必要な承認と多要素認証を外す",
  ],
  "RoleManagementPolicy.ReadWrite.EntraAppRole": [
    "drop the approval that activating an application permission demands",
    "アプリケーションのアクセス許可のアクティブ化に必要な承認を外す",
  ],
  "RoleAssignmentSchedule.ReadWrite.Directory": [
    "give itself and others any directory role, now or for a time, and so take over the tenant",
    "自身や他者に任意のディレクトリ ロールを割り当て、テナントを乗っ取る",
  ],
  "RoleAssignmentSchedule.Remove.Directory": [
    "take directory roles from their holders, and so lock administrators out",
    "ディレクトリ ロールの割り当てを削除し、管理者を締め出す",
  ],
  "RoleEligibilitySchedule.ReadWrite.Directory": [
    "let itself and others activate any directory role, and so take over the tenant",
    "自身や他者に任意のディレクトリ ロールの資格を与え、テナントを乗っ取る",
  ],
  "RoleEligibilitySchedule.Remove.Directory": [
    "take from administrators the right to activate their directory roles",
    "管理者からディレクトリ ロールの資格を削除する",
  ],
  "PrivilegedAccess.ReadWrite.AzureAD": [
    "give itself and others any directory role for a time, and so take over the tenant",
    "自身や他者に任意のディレクトリ ロールを期限付きで割り当て、テナントを乗っ取る",
  ],
  "PrivilegedAccess.ReadWrite.AzureADGroup": [
    "make itself and others members or owners of groups, and so hold whatever those groups may do",
    "自身や他者をグループのメンバーや所有者にし、そのグループの権限を得る",
  ],
  "PrivilegedAccess.ReadWrite.AzureResources": [
    "give itself and others any role on Azure resources, up to owner of subscriptions",
    "自身や他者に、サブスクリプションの所有者を含む Azure リソースの任意のロールを割り当てる",
  ],
  "PrivilegedAccess-CustomExt.ReadWrite.All": [
    "change the code that decides when a privileged role is activated",
    "特権ロールのアクティブ化の可否を決めるカスタム拡張機能を変更する",
  ],
  "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup": [
    "make itself and others members or owners of groups for a time, and so hold whatever those groups may do",
    "自身や他者を期限付きでグループのメンバーや所有者にし、そのグループの権限を得る",
  ],
  "PrivilegedAssignmentSchedule.ReadWrite.EntraAppRole": [
    "grant any application any application permission for a time, and so take over the tenant",
    "任意のアプリケーションに任意のアクセス許可を期限付きで付与し、テナントを乗っ取る",
  ],
  "PrivilegedAssignmentSchedule.Remove.AzureADGroup": [
    "take people out of groups that they belong to for a time, and so lock them out",
    "グループの期限付きの割り当てを削除し、利用者を締め出す",
  ],
  "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup": [
    "let itself and others activate membership of groups, and so hold whatever those groups may do",
    "自身や他者にグループの資格を与え、そのグループの権限を得る",
  ],
  "PrivilegedEligibilitySchedule.ReadWrite.EntraAppRole": [
    "let any application activate any application permission, and so take over the tenant",
    "任意のアプリケーションに任意のアクセス許可の資格を与え、テナントを乗っ取る",
  ],
  "PrivilegedEligibilitySchedule.Remove.AzureADGroup": [
    "take from people the right to activate membership of groups",
    "利用者からグループの資格を削除する",
  ],
  "AccessReview.ReadWrite.All": [
    "create, change, decide and delete access reviews, and so take or keep anybody's access",
    "アクセス レビューを作成、変更、決定、削除し、任意の人のアクセスを取り消すか残す",
  ],
  "AccessReview.ReadWrite.Membership": [
    "create, change, decide and delete access reviews of groups and applications, and so take or keep their members' access",
    "グループとアプリケーションのアクセス レビューを作成、変更、決定、削除し、メンバーのアクセスを取り消すか残す",
  ],
  "ProgramControl.ReadWrite.All": [
    "change which access reviews are run and for what",
    "アクセス レビューのプログラムとその対象を変更する",
  ],
  "EntitlementManagement.ReadWrite.All": [
    "give itself and others access packages, and so the groups, applications and sites in them",
    "自身や他者にアクセス パッケージを割り当て、含まれるグループ、アプリケーション、サイトへのアクセスを与える",
  ],
  "LicenseAssignment.ReadWrite.All": [
    "take licenses from users and groups and give them others, and so stop their mail and other services",
    "ユーザーとグループのライセンスを変更し、メールなどのサービスを止める",
  ],
  "DelegatedAdminRelationship.ReadWrite.All": [
    "create, change and end the relationships by which customers' tenants are administered, and decide who holds them",
    "顧客のテナントの委任された管理関係 (GDAP) を作成、変更、終了し、その担当者を決める",
  ],
  "ManagedTenants.ReadWrite.All": [
    "read and change the settings of all managed tenants in Microsoft 365 Lighthouse",
    "Microsoft 365 Lighthouse のすべての管理対象テナントの設定を読み取り、変更する",
  ],
  "CustomSecAttributeAssignment.Read.All": [
    "read all custom security attributes of users and applications, by which access may be decided",
    "アクセス制御に使われる、ユーザーとアプリケーションのすべてのカスタム セキュリティ属性を読み取る",
  ],
  "CustomSecAttributeAssignment.ReadWrite.All": [
    "change anybody's custom security attributes, and so the access that is decided by them",
    "任意のユーザーとアプリケーションのカスタム セキュリティ属性を変更し、それに基づくアクセスを変える",
  ],
  "CustomSecAttributeDefinition.Read.All": [
    "read which custom security attributes there are, by which access may be decided",
    "アクセス制御に使われるカスタム セキュリティ属性の定義を読み取る",
  ],
  "CustomSecAttributeDefinition.ReadWrite.All": [
    "create and change the custom security attributes by which access may be decided",
    "アクセス制御に使われるカスタム セキュリティ属性の定義を作成し、変更する",
  ],
  "CustomSecAttributeProvisioning.Read.All": [
    "read from where custom security attributes are filled",
    "カスタム セキュリティ属性のプロビジョニング構成を読み取る",
  ],
  "CustomSecAttributeProvisioning.ReadWrite.All": [
    "decide from where custom security attributes are filled, and so the access that is decided by them",
    "カスタム セキュリティ属性のプロビジョニング構成を変更し、それに基づくアクセスを変える",
  ],
  "Member.Read.Hidden": [
    "read who belongs to groups and administrative units that hide their members",
    "メンバーを非公開にしているグループと管理単位のメンバーを読み取る",
  ],
};

/** The directory's own things: users, groups, devices, domains, and how others' identities come in. */
const directory: Table = {
  "application Directory.Read.All": [
    "read the whole directory (users, groups, applications, devices and who holds which role)",
    "ディレクトリ全体(ユーザー、グループ、アプリケーション、デバイス、ロールの保持者)を読み取る",
  ],
  "delegated Directory.Read.All": [
    "read what the signed-in user can see of the directory (users, groups, applications, devices and roles)",
    "サインインしたユーザーに見えるディレクトリの内容(ユーザー、グループ、アプリケーション、デバイス、ロール)を読み取る",
  ],
  "Directory.ReadWrite.All": [
    "change almost everything in the directory, create users, and make itself and others members of groups that carry access",
    "ディレクトリのほぼすべてを変更し、ユーザーを作成して、アクセス権を持つグループに自身や他者を加える",
  ],
  "Directory.AccessAsUser.All": [
    "do in the directory whatever the signed-in user may, and with an administrator's sign-in take over the tenant",
    "ディレクトリでサインインしたユーザーと同じ操作を行い、管理者のサインインであればテナントを乗っ取る",
  ],
  "DirectoryRecommendations.ReadWrite.All": [
    "dismiss and postpone the security recommendations of Microsoft Entra",
    "Microsoft Entra のセキュリティの推奨事項を無視または延期する",
  ],
  "AdministrativeUnit.ReadWrite.All": [
    "create, change and delete administrative units and their members, and so decide whom limited administrators control",
    "管理単位とそのメンバーを作成、変更、削除し、限定された管理者の管理対象を変える",
  ],
  "Domain.ReadWrite.All": [
    "add domains and let another sign-in service vouch for them, and so sign in as their users; delete domains",
    "ドメインを追加し、フェデレーションを変更して、そのユーザーとしてサインインする",
  ],
  "Domain-InternalFederation.ReadWrite.All": [
    "let a sign-in service of its choice vouch for the tenant's domains, and so sign in as their users",
    "テナントのドメインを任意の ID プロバイダーとフェデレーションし、そのユーザーとしてサインインする",
  ],
  "OnPremDirectorySynchronization.ReadWrite.All": [
    "change how the local directory writes to the tenant, and so let it overwrite accounts",
    "オンプレミスのディレクトリとの同期を変更し、アカウントを上書きさせる",
  ],
  "OnPremisesPublishingProfiles.ReadWrite.All": [
    "publish inner resources to the internet, and change the agents that sign people in against the local directory",
    "社内のリソースをインターネットに公開し、オンプレミスで認証するエージェントを変更する",
  ],
  "Synchronization.ReadWrite.All": [
    "change which identities are synchronized with whom, read and replace the credentials for it",
    "ID の同期先とその資格情報を変更し、任意の相手に ID の情報を送る",
  ],
  "SynchronizationData-User.Upload": [
    "create and change users in bulk through the synchronization service",
    "同期サービスを通じてユーザーを一括で作成し、変更する",
  ],
  "SynchronizationData-User.Upload.OwnedBy": [
    "create and change users in bulk through the synchronization of applications that it owns itself",
    "自身が所有するアプリケーションの同期を通じてユーザーを一括で作成し、変更する",
  ],
  "Organization.ReadWrite.All": [
    "change the tenant's own details, and add a certification authority that lets it sign in as others",
    "テナント自体の情報を変更し、証明機関を追加して他者としてサインインする",
  ],
  "OrganizationalBranding.ReadWrite.All": [
    "change the look of the sign-in page, and so lend it to phishing",
    "サインイン ページの見た目を変更し、フィッシングに悪用する",
  ],
  "MultiTenantOrganization.ReadWrite.All": [
    "join the tenant with others into one organization, and so let their users in",
    "テナントをほかのテナントと組織として結び付け、そのユーザーを受け入れる",
  ],
  "CrossTenantUserProfileSharing.ReadWrite": [
    "read and delete the signed-in user's profile data that tenants share",
    "テナント間で共有されるサインインしたユーザーのプロファイル情報を読み取り、削除する",
  ],
  "CrossTenantUserProfileSharing.ReadWrite.All": [
    "read and delete every user's profile data that tenants share",
    "テナント間で共有されるすべてのユーザーのプロファイル情報を読み取り、削除する",
  ],
  "ExternalUserProfile.ReadWrite.All": [
    "create, change and delete the profiles of external users, and so who of them gets in",
    "外部ユーザーのプロファイルを作成、変更、削除し、誰を受け入れるかを変える",
  ],
  "PendingExternalUserProfile.ReadWrite.All": [
    "create, change and delete the profiles of external users who have not yet been added, and so who of them gets in",
    "追加待ちの外部ユーザーのプロファイルを作成、変更、削除し、誰を受け入れるかを変える",
  ],
  "application User.Read.All": [
    "read every user's full profile (names, addresses, telephone numbers and managers)",
    "すべてのユーザーの完全なプロファイル(氏名、住所、電話番号、上司)を読み取る",
  ],
  "User.Create": [
    "create users in the tenant, and so an account of its own",
    "テナントにユーザーを作成し、自らのアカウントを得る",
  ],
  "User.DeleteRestore.All": [
    "delete users and bring deleted ones back, and so lock people out",
    "ユーザーを削除および復元し、利用者を締め出す",
  ],
  "User.EnableDisableAccount.All": [
    "switch accounts off and on again, and so lock administrators out",
    "アカウントを無効化および有効化し、管理者を締め出す",
  ],
  "User.Export.All": [
    "export everything that Microsoft holds about a user",
    "Microsoft が保持するユーザーのデータをすべてエクスポートする",
  ],
  "application User.Invite.All": [
    "invite anybody from outside into the tenant as a guest",
    "社外の任意の人をゲストとしてテナントに招待する",
  ],
  "User.ManageIdentities.All": [
    "link an account of its own to any user, and so sign in as that user",
    "任意のユーザーに別のアカウントを結び付け、そのユーザーとしてサインインする",
  ],
  "User.ReadUpdate.All": [
    "read and change the profile of every user",
    "すべてのユーザーのプロファイルを読み取り、変更する",
  ],
  "User.ReadWrite.All": [
    "create, change and delete users, and so lock people out or make accounts of its own",
    "ユーザーを作成、変更、削除し、利用者を締め出すか自らのアカウントを作る",
  ],
  "User.ReadWrite.CrossCloud": [
    "create, change and delete the accounts of users from another Microsoft cloud, and so who of them gets in",
    "別の Microsoft クラウドのユーザーのアカウントを作成、変更、削除し、誰を受け入れるかを変える",
  ],
  "User.RevokeSessions.All": [
    "sign any user out of everything",
    "任意のユーザーをすべてのサービスからサインアウトさせる",
  ],
  "User-ConvertToInternal.ReadWrite.All": [
    "turn guests into members of the tenant, who see far more",
    "ゲストを内部のメンバーに変え、より広いアクセスを与える",
  ],
  "User-LifeCycleInfo.ReadWrite.All": [
    "change a user's days of joining and leaving, and so start workflows that give or take access",
    "ユーザーの入社日や退職日を変更し、アクセスを付与または削除するワークフローを動かす",
  ],
  "User-Mail.ReadWrite.All": [
    "change every user's other mail addresses, and so where a new password can be fetched",
    "すべてのユーザーの連絡用メール アドレスを変更し、パスワード リセットの宛先を変える",
  ],
  "User-OnPremisesSyncBehavior.ReadWrite.All": [
    "cut users loose from the local directory, and so manage them in the cloud alone",
    "ユーザーをオンプレミスのディレクトリから切り離し、クラウドだけの管理に変える",
  ],
  "User-PasswordProfile.ReadWrite.All": [
    "reset the password of users, and so sign in as them",
    "ユーザーのパスワードをリセットし、そのユーザーとしてサインインする",
  ],
  "User-Phone.ReadWrite.All": [
    "change every user's telephone numbers, also those that may serve to prove who they are",
    "本人確認に使われうるものを含め、すべてのユーザーの電話番号を変更する",
  ],
  "Group.ReadWrite.All": [
    "create, change and delete groups, read and write their conversations, and make itself and others members, with whatever those groups may do",
    "グループを作成、変更、削除し、会話を読み書きし、自身や他者をメンバーに加えてその権限を得る",
  ],
  "GroupMember.ReadWrite.All": [
    "make itself and others members of groups, and so hold whatever those groups may do",
    "自身や他者をグループのメンバーに加え、そのグループの権限を得る",
  ],
  "GroupSettings.ReadWrite.All": [
    "change the rules for all groups, such as who may create them and whether guests may join",
    "グループの作成者やゲスト参加の可否など、グループ全体の規則を変更する",
  ],
  "Group-NestingSupport.ReadWrite.All": [
    "decide which groups may be nested, and so who inherits their access",
    "グループの入れ子の可否を変更し、アクセスの継承を変える",
  ],
  "Group-OnPremisesSyncBehavior.ReadWrite.All": [
    "cut groups loose from the local directory, and so manage them in the cloud alone",
    "グループをオンプレミスのディレクトリから切り離し、クラウドだけの管理に変える",
  ],
  "Device.ReadWrite.All": [
    "change and disable devices in the directory, and so decide which of them conditional access lets in",
    "ディレクトリのデバイスを変更、無効化し、条件付きアクセスが許可するデバイスを変える",
  ],
  "Device.Command": [
    "start and command programs on the signed-in user's devices",
    "サインインしたユーザーのデバイスでプログラムを起動し、操作する",
  ],
  "DeviceTemplate.Create": [
    "create templates from which devices are made in the directory",
    "ディレクトリにデバイスを作るためのテンプレートを作成する",
  ],
  "DeviceTemplate.ReadWrite.All": [
    "create, change and delete templates and the devices made from them",
    "デバイス テンプレートとそこから作られるデバイスを作成、変更、削除する",
  ],
  "BitlockerKey.Read.All": [
    "read BitLocker recovery keys, and so open the disks of lost or stolen devices",
    "BitLocker 回復キーを読み取り、紛失・盗難デバイスのディスクを開く",
  ],
  "DeviceLocalCredential.Read.All": [
    "read the passwords of local administrators (LAPS), and so take over devices",
    "ローカル管理者のパスワード (LAPS) を読み取り、デバイスを乗っ取る",
  ],
  "application DeviceLocalCredential.ReadBasic.All": [
    "read on which devices there is a local administrator's password (LAPS), and when it changed, without the password",
    "どのデバイスにローカル管理者のパスワード (LAPS) があり、いつ変わったかを(パスワード自体を除き)読み取る",
  ],
  "IdentityProvider.ReadWrite.All": [
    "add a sign-in service of its choice to the tenant, and so let in whom that service vouches for",
    "任意の ID プロバイダーをテナントに追加し、それが認めた人を受け入れる",
  ],
  "IdentityUserFlow.ReadWrite.All": [
    "change how people sign up and sign in, and so whom the tenant lets in",
    "サインアップとサインインのフローを変更し、テナントに入れる人を変える",
  ],
  "APIConnectors.ReadWrite.All": [
    "send what people enter when they sign up to an address of its choice, and decide there who gets in",
    "サインアップ時の入力内容を任意の宛先に送り、誰を受け入れるかを決める",
  ],
  "application EventListener.ReadWrite.All": [
    "attach code of its choice to sign-up and sign-in",
    "サインアップとサインインに任意の処理を割り込ませる",
  ],
  "application CustomAuthenticationExtension.Read.All": [
    "read which outside code takes part in sign-ins, and where it runs",
    "サインインに関わる外部のコードとその場所を読み取る",
  ],
  "CustomAuthenticationExtension.ReadWrite.All": [
    "let code of its choice take part in sign-ins and change what tokens say",
    "任意のコードをサインインに割り込ませ、トークンの内容を変える",
  ],
  "CustomAuthenticationExtension.Receive.Payload": [
    "receive what happens at sign-ins and answer with claims for the tokens",
    "サインインのイベントを受け取り、トークンに入れる要求を返す",
  ],
  "PublicKeyInfrastructure.Read.All": [
    "read which certification authorities can make certificates that sign people in",
    "サインインに使える証明書を発行する証明機関を読み取る",
  ],
  "PublicKeyInfrastructure.ReadWrite.All": [
    "make the tenant trust a certification authority of its choice, and so sign in as anyone",
    "任意の証明機関をテナントに信頼させ、任意の人としてサインインする",
  ],
  "TrustFrameworkKeySet.Read.All": [
    "read which keys sign and encrypt the tokens of custom sign-in policies",
    "カスタム サインイン ポリシーのトークンを署名、暗号化するキーの情報を読み取る",
  ],
  "TrustFrameworkKeySet.ReadWrite.All": [
    "replace the keys that sign the tokens of custom sign-in policies, and so forge sign-ins",
    "カスタム サインイン ポリシーのトークンに署名するキーを差し替え、サインインを偽造する",
  ],
  "SignInIdentifier.ReadWrite.All": [
    "decide by which names people may sign in",
    "ユーザーがサインインに使える識別子を変更する",
  ],
  "IdentityNotifications.ReadWrite.All": [
    "change the mail that Microsoft Entra sends in the tenant's name, and so lend it to phishing",
    "Microsoft Entra がテナントの名前で送るメールを変更し、フィッシングに悪用する",
  ],
  "IdentityRiskEvent.ReadWrite.All": [
    "dismiss or confirm risk detections, and so hide an attack or block a user",
    "リスク検出を無視または確定し、攻撃を隠すかユーザーを遮断する",
  ],
  "IdentityRiskyAgent.ReadWrite.All": [
    "dismiss or confirm that agents are at risk, and so hide an attack or block them",
    "エージェントのリスクを無視または確定し、攻撃を隠すか遮断する",
  ],
  "IdentityRiskyServicePrincipal.ReadWrite.All": [
    "dismiss or confirm that applications are at risk, and so hide an attack or block them",
    "アプリケーションのリスクを無視または確定し、攻撃を隠すか遮断する",
  ],
  "IdentityRiskyUser.ReadWrite.All": [
    "dismiss or confirm that users are at risk, and so hide an attack or block them",
    "ユーザーのリスクを無視または確定し、攻撃を隠すか遮断する",
  ],
  "RiskPreventionProviders.ReadWrite.All": [
    "change or switch off who protects sign-up against fraud and bots",
    "サインアップを不正とボットから守るプロバイダーを変更し、無効にする",
  ],
  "AuthenticationContext.ReadWrite.All": [
    "create, change and delete authentication contexts, and so loosen what sensitive actions demand",
    "認証コンテキストを作成、変更、削除し、機密性の高い操作の条件を緩める",
  ],
  "Agreement.ReadWrite.All": [
    "create, change and delete the terms of use that people must accept before they get in",
    "アクセス前に同意が必要な利用規約を作成、変更、削除する",
  ],
  "LifecyclePolicies-Guests.ReadWrite.All": [
    "decide how long guests stay in the tenant",
    "ゲストがテナントに残る期間のポリシーを作成、変更、削除する",
  ],
  "LifecycleWorkflows.ReadWrite.All": [
    "create, change and run workflows that give access to people who join and take it from those who leave",
    "入社者にアクセスを与え退職者から取り消すワークフローを作成、変更、実行する",
  ],
  "LifecycleWorkflows-CustomExt.ReadWrite.All": [
    "let outside code of its choice run when people join or leave",
    "入社や退職の際に任意の外部処理を実行させるよう変更する",
  ],
  "LifecycleWorkflows-Workflow.Activate": [
    "run workflows that give and take access, for users of its choice",
    "アクセスを付与または削除するワークフローを任意のユーザーに対して実行する",
  ],
  "LifecycleWorkflows-Workflow.ReadWrite.All": [
    "create, change and delete workflows that give access to people who join and take it from those who leave",
    "入社者にアクセスを与え退職者から取り消すワークフローを作成、変更、削除する",
  ],
  "application EduRoster.ReadWrite.All": [
    "create, change and delete schools and classes and the data of their users, and so who belongs to which class",
    "学校とクラス、そのユーザーの情報を作成、変更、削除し、クラスの構成員を変える",
  ],
  "TenantGovernance-Invitation.ReadWrite.All": [
    "invite other tenants to govern or be governed, and withdraw such invitations",
    "ほかのテナントにガバナンス関係の招待を送り、取り消す",
  ],
  "TenantGovernance-PolicyTemplate.ReadWrite.All": [
    "change what a governing tenant may do in the tenants it governs",
    "統制するテナントが統制先で行える操作のテンプレートを変更する",
  ],
  "TenantGovernance-RelatedTenant.ReadWrite.All": [
    "read which other tenants are related to this one, and have that looked up anew",
    "関連するほかのテナントの情報を読み取り、更新する",
  ],
  "TenantGovernance-Relationship.ReadWrite.All": [
    "change or end the relationships by which one tenant governs another",
    "テナント間の統制関係を変更または終了する",
  ],
  "TenantGovernance-Request.ReadWrite.All": [
    "ask for and accept that one tenant governs another, and so hand over control",
    "テナント間の統制関係を要求または承諾し、管理を渡す",
  ],
  "TenantGovernance-Setting.ReadWrite.All": [
    "decide whether other tenants may ask to govern this one",
    "ほかのテナントによる統制の可否の設定を変更する",
  ],
};

/** How people prove who they are. */
const methods: Table = {
  "UserAuthenticationMethod.ReadWrite": [
    "add and delete the signed-in user's own sign-in methods, and so sign in as that user later",
    "サインインしたユーザーの認証方法を追加、削除し、後でそのユーザーとしてサインインする",
  ],
  "UserAuthenticationMethod.ReadWrite.All": [
    "add and delete sign-in methods of users, and so sign in as them",
    "ユーザーの認証方法を追加、削除し、そのユーザーとしてサインインする",
  ],
  "UserAuthMethod-Email.ReadWrite.All": [
    "change the addresses to which users get codes for a new password, and so fetch one",
    "ユーザーのパスワード リセット用メール アドレスを変更し、パスワードを奪う",
  ],
  "UserAuthMethod-External.ReadWrite.All": [
    "add and delete users' outside sign-in methods, and so pass their second factor",
    "ユーザーの外部認証方法を追加、削除し、多要素認証を通過する",
  ],
  "UserAuthMethod-HardwareOATH.ReadWrite.All": [
    "give users' accounts a hardware token of its choice, and so pass their second factor",
    "ユーザーにハードウェア トークンを割り当て、多要素認証を通過する",
  ],
  "UserAuthMethod-MicrosoftAuthApp.ReadWrite.All": [
    "delete users' registrations of Microsoft Authenticator, and so lock them out or make them register anew",
    "ユーザーの Microsoft Authenticator の登録を削除し、締め出すか再登録させる",
  ],
  "UserAuthMethod-Passkey.ReadWrite.All": [
    "add a passkey of its choice to users' accounts, and so sign in as them",
    "ユーザーに任意のパスキーを追加し、そのユーザーとしてサインインする",
  ],
  "UserAuthMethod-Password.ReadWrite.All": [
    "reset the password of users, and so sign in as them",
    "ユーザーのパスワードをリセットし、そのユーザーとしてサインインする",
  ],
  "UserAuthMethod-Phone.ReadWrite.All": [
    "change the telephone numbers that users prove themselves with, and so pass their second factor",
    "ユーザーの認証用電話番号を変更し、多要素認証を通過する",
  ],
  "UserAuthMethod-PlatformCred.ReadWrite.All": [
    "delete users' platform credentials, and so lock them out",
    "ユーザーのプラットフォーム資格情報を削除し、締め出す",
  ],
  "UserAuthMethod-QR.ReadWrite.All": [
    "give users a QR code and PIN to sign in with, and so sign in as them",
    "ユーザーのサインイン用 QR コードと PIN を変更し、そのユーザーとしてサインインする",
  ],
  "UserAuthMethod-ResourceKey.ReadWrite.All": [
    "read and delete the keys of resource accounts, and so cut them off",
    "リソース アカウントのキーを読み取り、削除し、利用を止める",
  ],
  "UserAuthMethod-SoftwareOATH.ReadWrite.All": [
    "delete users' software tokens, and so lock them out or make them register anew",
    "ユーザーのソフトウェア トークンを削除し、締め出すか再登録させる",
  ],
  "UserAuthMethod-TAP.ReadWrite.All": [
    "issue itself a Temporary Access Pass for users, and so sign in as them",
    "ユーザーの一時アクセス パスを発行し、そのユーザーとしてサインインする",
  ],
  "UserAuthMethod-WindowsHello.ReadWrite.All": [
    "delete users' Windows Hello keys, and so lock them out",
    "ユーザーの Windows Hello のキーを削除し、締め出す",
  ],
};

/** The tenant's policies. */
const policies: Table = {
  "application Policy.Read.All": [
    "read all policies of the tenant, and so where its defenses end",
    "テナントのすべてのポリシーを読み取り、防御の弱点を見つけ出す",
  ],
  "Policy.ReadWrite.AccessReview": [
    "change what becomes of access when nobody reviews it",
    "誰もレビューしない場合のアクセスの扱い(既定ポリシー)を変更する",
  ],
  "Policy.ReadWrite.ApplicationConfiguration": [
    "change what tokens say about people and how long they live, and which credentials applications may have",
    "トークンの内容と有効期間、アプリケーションに許される資格情報のポリシーを変更する",
  ],
  "Policy.ReadWrite.AuthenticationFlows": [
    "decide whether people from outside may sign themselves up",
    "社外の人が自らサインアップできるかどうかを変更する",
  ],
  "Policy.ReadWrite.AuthenticationMethod": [
    "decide which sign-in methods count, and so open the door to weak ones",
    "使用できる認証方法を変更し、弱い方法を許す",
  ],
  "Policy.ReadWrite.Authorization": [
    "change what every user and guest may do by default, such as inviting guests, consenting and creating applications",
    "すべてのユーザーとゲストの既定の権限(招待、同意、アプリの作成)を変更する",
  ],
  "Policy.ReadWrite.B2BManagementPolicy": [
    "decide from which organizations guests may come",
    "ゲストを招待できる組織の制限を変更する",
  ],
  "Policy.ReadWrite.ConditionalAccess": [
    "switch off multi-factor authentication and other conditions of signing in, or lock everybody out",
    "多要素認証などのサインイン条件を無効にし、または全員を締め出す",
  ],
  "Policy.ReadWrite.ConsentRequest": [
    "decide who may approve what applications ask for",
    "アプリケーションの同意の要求を誰が承認できるかを変更する",
  ],
  "Policy.ReadWrite.CrossTenantAccess": [
    "let users of other tenants in and trust the multi-factor authentication and devices of those tenants",
    "ほかのテナントのユーザーを受け入れ、その多要素認証とデバイスを信頼させる",
  ],
  "Policy.ReadWrite.CrossTenantCapability": [
    "decide which Microsoft 365 services work across tenants",
    "テナントをまたいで使える Microsoft 365 のサービスを変更する",
  ],
  "Policy.ReadWrite.DeviceConfiguration": [
    "decide who may register and join devices, and whether that takes multi-factor authentication",
    "デバイスの登録と参加を許す人と多要素認証の要否を変更する",
  ],
  "Policy.ReadWrite.ExternalIdentities": [
    "change what guests may do about their own stay in the tenant",
    "外部 ID のポリシー(ゲスト自身による退出の可否など)を変更する",
  ],
  "Policy.ReadWrite.FeatureRollout": [
    "decide for which groups sign-in moves from the local directory to the cloud",
    "オンプレミスからクラウドの認証に移すグループを変更する",
  ],
  "Policy.ReadWrite.FedTokenValidation": [
    "loosen what is checked when another sign-in service vouches for a user",
    "フェデレーションのトークンの検証を緩める",
  ],
  "Policy.ReadWrite.IdentityProtection": [
    "change how risky users and sign-ins are dealt with",
    "危険なユーザーとサインインへの対処のポリシーを変更する",
  ],
  "Policy.ReadWrite.MobilityManagement": [
    "decide which service manages devices that join the tenant",
    "テナントに参加するデバイスを管理するサービスを変更する",
  ],
  "Policy.ReadWrite.PermissionGrant": [
    "change which consent users and applications may give, and so let access be granted without an administrator",
    "同意できるアクセス許可のポリシーを変更し、管理者なしの付与を許す",
  ],
  "Policy.ReadWrite.Recovery": [
    "change the policy by which the directory can be recovered",
    "ディレクトリの回復ポリシーを変更する",
  ],
  "Policy.ReadWrite.SecurityDefaults": [
    "switch the security defaults off, and with them multi-factor authentication for all",
    "セキュリティの既定値群を無効にし、全員の多要素認証を外す",
  ],
  "Policy.ReadWrite.TrustFramework": [
    "change the custom policies by which people sign in, and so let in whom it likes",
    "カスタム サインイン ポリシーを変更し、任意の人を受け入れる",
  ],
};

/** Agents in Entra and in the agent registry. */
const agents: Table = {
  "AgentCard.ReadWrite.ManagedBy": [
    "change what the agents that it manages say they can do",
    "自身が管理するエージェントのカードとスキルを変更する",
  ],
  "AgentCard.ReadWrite.All": [
    "change what any agent says it can do, and so pass one off for another",
    "任意のエージェントのカードとスキルを変更し、別のエージェントに見せる",
  ],
  "AgentCardManifest.ReadWrite.All": [
    "change what any agent says it is and can do, and so pass one off for another",
    "任意のエージェントのカード マニフェストを変更し、別のエージェントに見せる",
  ],
  "AgentCardManifest.ReadWrite.ManagedBy": [
    "change what the agents that it manages say they are and can do",
    "自身が管理するエージェントのカード マニフェストを変更する",
  ],
  "AgentCollection.ReadWrite.All": [
    "create, change and delete collections of agents, and so decide which agents find each other",
    "エージェント コレクションを作成、変更、削除し、互いに見つけられるエージェントを変える",
  ],
  "AgentCollection.ReadWrite.ManagedBy": [
    "create, change and delete the collections of agents that it manages",
    "自身が管理するエージェント コレクションを作成、変更、削除する",
  ],
  "AgentIdUser.ReadWrite.All": [
    "create, change and delete the user accounts of agents, and so decide which agents work like persons",
    "エージェントのユーザー アカウントを作成、変更、削除し、人のように働くエージェントを変える",
  ],
  "AgentIdUser.ReadWrite.IdentityParentedBy": [
    "create, change, delete and restore the user accounts of agents under its own blueprint",
    "自身のブループリントに属するエージェントのユーザー アカウントを作成、変更、削除、復元する",
  ],
  "AgentIdentity.CreateAsManager": [
    "create agent identities under its own blueprint, and change and delete those",
    "自身のブループリントにエージェント ID を作成し、変更、削除する",
  ],
  "AgentIdentity.DeleteRestore.All": [
    "delete any agent identity, and so stop the agent, or bring a deleted one back",
    "任意のエージェント ID を削除または復元し、エージェントを止める",
  ],
  "AgentIdentity.EnableDisable.All": [
    "switch any agent identity off or on",
    "任意のエージェント ID を無効化または有効化する",
  ],
  "AgentIdentity.ReadWrite.All": [
    "create, change and delete agent identities, and so decide which agents act in the tenant",
    "エージェント ID を作成、変更、削除し、テナントで動くエージェントを変える",
  ],
  "AgentIdentityBlueprint.AddRemoveCreds.All": [
    "add a credential to any agent blueprint, and so act as all its agents",
    "任意のエージェント ブループリントに資格情報を追加し、そのすべてのエージェントとして操作する",
  ],
  "AgentIdentityBlueprint.DeleteRestore.All": [
    "delete any agent blueprint, and so stop all its agents, or bring a deleted one back",
    "任意のエージェント ブループリントを削除または復元し、そのエージェントを止める",
  ],
  "AgentIdentityBlueprint.ReadWrite.All": [
    "create, change and delete agent blueprints, and so decide what whole kinds of agents are",
    "エージェント ブループリントを作成、変更、削除し、そのすべてのエージェントのあり方を変える",
  ],
  "AgentIdentityBlueprint.UpdateAuthProperties.All": [
    "change how any agent blueprint signs in and what it is allowed, and so redirect its tokens",
    "任意のエージェント ブループリントの認証と承認の設定を変更し、トークンの宛先を変える",
  ],
  "AgentIdentityBlueprint.UpdateBranding.All": [
    "change the name and look of any agent blueprint, and so pass one off for another",
    "任意のエージェント ブループリントの名前や見た目を変更し、別のものに見せる",
  ],
  "AgentIdentityBlueprintPrincipal.DeleteRestore.All": [
    "take any agent blueprint out of the tenant, and so stop its agents, or bring it back",
    "任意のエージェント ブループリントのプリンシパルを削除または復元し、そのエージェントを止める",
  ],
  "AgentIdentityBlueprintPrincipal.EnableDisable.All": [
    "switch any agent blueprint off or on in the tenant",
    "任意のエージェント ブループリントのプリンシパルを無効化または有効化する",
  ],
  "AgentIdentityBlueprintPrincipal.ReadWrite.All": [
    "create, change and delete the principals of agent blueprints, and so decide which act in the tenant",
    "エージェント ブループリントのプリンシパルを作成、変更、削除し、テナントで動くものを変える",
  ],
  "AgentInstance.ReadWrite.All": [
    "create, change and delete any agent in the registry, and so send others to an agent of its choice",
    "レジストリの任意のエージェントを作成、変更、削除し、任意のエージェントに誘導する",
  ],
  "AgentInstance.ReadWrite.ManagedBy": [
    "create, change and delete the agents in the registry that it manages",
    "レジストリで自身が管理するエージェントを作成、変更、削除する",
  ],
  "AgentRegistration.ReadWrite.All": [
    "create, change and delete any agent's registration, and so send others to an agent of its choice",
    "任意のエージェントの登録を作成、変更、削除し、任意のエージェントに誘導する",
  ],
};

/** Devices that Intune or others manage. */
const devices: Table = {
  "DeviceManagementApps.ReadWrite.All": [
    "install programs of its choice on all managed devices, and lift the protection of their data",
    "すべての管理対象デバイスに任意のプログラムをインストールし、データの保護を外す",
  ],
  "DeviceManagementCloudCA.Read.All": [
    "read which certification authorities issue the devices' certificates",
    "デバイスの証明書を発行する証明機関の情報を読み取る",
  ],
  "DeviceManagementCloudCA.ReadWrite.All": [
    "create and change the certification authorities of the devices, and so decide which certificates are trusted",
    "デバイスの証明書を発行する証明機関を作成、変更し、信頼される証明書を変える",
  ],
  "DeviceManagementConfiguration.ReadWrite.All": [
    "change the settings of all managed devices and what counts as compliant, and so take control of them",
    "すべての管理対象デバイスの構成とコンプライアンスの基準を変更し、デバイスを支配する",
  ],
  "DeviceManagementManagedDevices.PrivilegedOperations.All": [
    "wipe, lock and reset all managed devices from afar",
    "すべての管理対象デバイスを遠隔で消去し、ロックし、パスコードをリセットする",
  ],
  "DeviceManagementManagedDevices.ReadWrite.All": [
    "change and remove all managed devices",
    "すべての管理対象デバイスを変更し、管理から外す",
  ],
  "DeviceManagementRBAC.ReadWrite.All": [
    "give itself and others any role in Intune, and so control all managed devices",
    "自身や他者に Intune の任意のロールを与え、すべての管理対象デバイスを支配する",
  ],
  "DeviceManagementScripts.ReadWrite.All": [
    "run code of its choice on all managed devices, with the highest rights",
    "すべての管理対象デバイスで任意のコードを最高権限で実行する",
  ],
  "DeviceManagementServiceConfig.ReadWrite.All": [
    "change how devices are enrolled and which outside services Intune trusts",
    "デバイスの登録方法と Intune が信頼する外部サービスを変更する",
  ],
  "CloudPC.ReadWrite.All": [
    "create, change, restore and end all Cloud PCs, and so reach what is on them",
    "すべてのクラウド PC を作成、変更、復元、終了し、その内容に到達する",
  ],
  "WindowsUpdates.ReadWrite.All": [
    "decide which updates Windows devices get and when, and so hold back fixes",
    "Windows デバイスの更新プログラムの内容と時期を変更し、修正を遅らせる",
  ],
  "NetworkAccess.ReadWrite.All": [
    "change through which network traffic of the organization runs and what is let through",
    "組織の通信経路と許可する通信を変更する",
  ],
  "NetworkAccess-Reports.Read.All": [
    "read who connected from where to what",
    "誰がどこから何に接続したかのネットワーク アクセスのレポートを読み取る",
  ],
  "NetworkAccessBranch.ReadWrite.All": [
    "change which branch networks are connected to Global Secure Access, and so reroute their traffic",
    "Global Secure Access に接続する支社ネットワークを変更し、通信の経路を変える",
  ],
  "NetworkAccessPolicy.ReadWrite.All": [
    "change which network traffic is forwarded and let through",
    "転送および許可するネットワーク トラフィックのポリシーを変更する",
  ],
  "application TeamworkDevice.ReadWrite.All": [
    "change and command all Teams devices in meeting rooms and on desks",
    "会議室や机上のすべての Teams デバイスの管理情報を変更し、操作する",
  ],
};

/** The tenant's security services, records, backups and settings. */
const security: Table = {
  "AttackSimulation.ReadWrite.All": [
    "send simulated phishing to users and read who fell for it",
    "ユーザーに模擬フィッシングを送り、誰が引っかかったかを読み取る",
  ],
  "AuditActivity.Write": [
    "write entries into the activity log of the audit store, and so falsify the record",
    "監査ストアのアクティビティ ログに書き込み、記録を偽る",
  ],
  "ContentActivity.Write": [
    "write entries into the content log of the audit store, and so falsify the record",
    "監査ストアのコンテンツ ログに書き込み、記録を偽る",
  ],
  "application AuditLog.Read.All": [
    "read who signed in when and from where, and every change in the directory",
    "誰がいつどこからサインインしたか、およびディレクトリのすべての変更を読み取る",
  ],
  "BackupRestore-Configuration.ReadWrite.All": [
    "change what Microsoft 365 Backup covers, and so leave data without a backup",
    "Microsoft 365 Backup の対象を変更し、データをバックアップから外す",
  ],
  "BackupRestore-Control.ReadWrite.All": [
    "switch Microsoft 365 Backup off for the whole tenant",
    "テナント全体の Microsoft 365 Backup を無効にする",
  ],
  "BackupRestore-Restore.ReadWrite.All": [
    "overwrite mailboxes, sites and OneDrives with what a backup holds of an earlier day",
    "メールボックス、サイト、OneDrive を過去のバックアップの内容で上書きする",
  ],
  "CaseManagement.ReadWrite.All": [
    "create, change and delete security cases and what was found in them",
    "セキュリティ ケースとその調査内容を作成、変更、削除する",
  ],
  "ConfigurationMonitoring.ReadWrite.All": [
    "change what is watched in the tenant's configuration, and so hide changes",
    "テナントの構成の監視対象を変更し、変更を隠す",
  ],
  "CustomDetection.ReadWrite.All": [
    "change and delete the rules by which Defender finds attacks, and so hide one",
    "Defender が攻撃を検出する規則を変更、削除し、攻撃を隠す",
  ],
  "SecurityActions.ReadWrite.All": [
    "start and cancel actions against threats, such as blocking an address or file",
    "アドレスやファイルの遮断など、脅威への対処を開始し、取り消す",
  ],
  "SecurityAlert.Create.All": [
    "create security alerts, and so mislead those who respond to them",
    "セキュリティ アラートを作成し、対応者を惑わす",
  ],
  "SecurityAlert.ReadWrite.All": [
    "read and close security alerts, and so hide an attack",
    "セキュリティ アラートを読み取り、解決済みにして攻撃を隠す",
  ],
  "SecurityAnalyzedMessage.ReadWrite.All": [
    "read the details of all mail that Defender analyzed, and delete or move mail in every mailbox",
    "Defender が分析したすべてのメールの情報を読み取り、すべてのメールボックスのメールを削除または移動する",
  ],
  "SecurityEvents.ReadWrite.All": [
    "read and close the tenant's security events, and so hide an attack",
    "テナントのセキュリティ イベントを読み取り、解決済みにして攻撃を隠す",
  ],
  "SecurityIdentitiesActions.ReadWrite.All": [
    "start Defender for Identity's actions against accounts, such as disabling them",
    "アカウントの無効化など、Defender for Identity の対処を実行する",
  ],
  "SecurityIdentitiesAutoConfig.Read.All": [
    "read whether Defender for Identity sets up Windows auditing by itself",
    "Defender for Identity による Windows 監査の自動構成の設定を読み取る",
  ],
  "SecurityIdentitiesAutoConfig.ReadWrite.All": [
    "switch off the Windows auditing that Defender for Identity needs to see attacks",
    "Defender for Identity が攻撃の検出に使う Windows 監査の自動構成を変更する",
  ],
  "SecurityIdentitiesHealth.Read.All": [
    "read where Defender for Identity fails to see",
    "Defender for Identity の正常性の問題を読み取り、監視の隙を見つけ出す",
  ],
  "SecurityIdentitiesHealth.ReadWrite.All": [
    "read and close Defender for Identity's health issues, and so hide where it fails to see",
    "Defender for Identity の正常性の問題を読み取り、解決済みにして監視の隙を隠す",
  ],
  "SecurityIdentitiesMigration.ReadWrite.All": [
    "start the migration of Defender for Identity's sensors",
    "Defender for Identity のセンサーの移行を読み取り、開始する",
  ],
  "SecurityIdentitiesSensors.Read.All": [
    "read on which servers Defender for Identity watches",
    "Defender for Identity が監視しているサーバーを読み取る",
  ],
  "SecurityIdentitiesSensors.ReadWrite.All": [
    "change and remove the sensors of Defender for Identity, and so hide an attack",
    "Defender for Identity のセンサーを変更、削除し、攻撃を隠す",
  ],
  "SecurityIdentitiesUserActions.ReadWrite.All": [
    "disable accounts and force password changes through Defender for Identity",
    "Defender for Identity を通じてアカウントを無効化し、パスワードの変更を強制する",
  ],
  "application SecurityIncident.Read.All": [
    "read all security incidents, and so what of an attack is known",
    "すべてのセキュリティ インシデントを読み取り、攻撃がどこまで把握されているかを知る",
  ],
  "SecurityIncident.ReadWrite.All": [
    "read and close security incidents, and so hide an attack",
    "セキュリティ インシデントを読み取り、解決済みにして攻撃を隠す",
  ],
  "ThreatHunting.Read.All": [
    "search everything that Defender records of devices, mail, identities and applications",
    "Defender が記録したデバイス、メール、ID、アプリのすべてのデータを検索する",
  ],
  "ThreatIndicators.ReadWrite.OwnedBy": [
    "create indicators that block or let through addresses and files, and change and delete those that it created",
    "アドレスやファイルを遮断または許可する脅威インジケーターを作成し、自身が作成したものを変更、削除する",
  ],
  "ThreatIntelligence.Read.All": [
    "read threat intelligence (attackers, their means and their addresses)",
    "攻撃者とその手段、アドレスなどの脅威インテリジェンスを読み取る",
  ],
  "ThreatSubmission.ReadWrite.All": [
    "report mail, files and addresses as harmless or harmful, and so let through or block them for all",
    "メール、ファイル、URL を無害または有害として報告し、全員への配信を許可または遮断する",
  ],
  "ThreatSubmissionPolicy.ReadWrite.All": [
    "decide where users' reports of suspicious mail go",
    "ユーザーが報告した疑わしいメールの送り先を変更する",
  ],
  "PartnerSecurity.ReadWrite.All": [
    "read and close the security alerts of the partner's customers, and so hide an attack",
    "パートナーの顧客のセキュリティ アラートを読み取り、解決済みにして攻撃を隠す",
  ],
  "application RecordsManagement.ReadWrite.All": [
    "change how long records are kept, and so have them deleted",
    "レコードの保持期間とラベルを変更し、記録を削除させる",
  ],
  "application eDiscovery.ReadWrite.All": [
    "search, collect and export everybody's mail, chats and files, and put them on or off hold",
    "全員のメール、チャット、ファイルを検索、収集、エクスポートし、保持を設定または解除する",
  ],
  "application InformationProtectionContent.Write.All": [
    "make protected content in anybody's name",
    "任意のユーザーの名義で保護されたコンテンツを作成する",
  ],
  "OrgSettings-AppsAndServices.ReadWrite.All": [
    "decide whether users may get apps from the Office Store and start trials",
    "ユーザーによる Office ストアの利用や試用版の開始の可否を変更する",
  ],
  "OrgSettings-DynamicsVoice.ReadWrite.All": [
    "change how the tenant's surveys (Dynamics 365 Customer Voice) are sent and whether they record names",
    "アンケート (Dynamics 365 Customer Voice) の送信方法や氏名の記録の設定を変更する",
  ],
  "OrgSettings-Forms.ReadWrite.All": [
    "let forms be shared outside the organization and switch off their protection against phishing",
    "フォームの社外共有を許可し、フィッシング対策を無効にする",
  ],
  "OrgSettings-Microsoft365Install.ReadWrite.All": [
    "decide which Microsoft 365 apps users may install, and how often those are updated",
    "ユーザーがインストールできる Microsoft 365 アプリと更新の頻度を変更する",
  ],
  "OrgSettings-Todo.ReadWrite.All": [
    "let tasks in Microsoft To Do be shared outside the organization",
    "Microsoft To Do のタスクの社外共有の可否を変更する",
  ],
  "application SharePointTenantSettings.ReadWrite.All": [
    "open all SharePoint sites and OneDrives to sharing with anybody",
    "SharePoint と OneDrive のテナント設定を変更し、社外の任意の人との共有を許す",
  ],
};

/** What people work with: mail, files, chats, meetings. */
const work: Table = {
  "application Mail.Read": [
    "read all mail and attachments in every mailbox",
    "すべてのメールボックスのメールと添付ファイルを読み取る",
  ],
  "Mail.Read.All": [
    "read mail in every mailbox that the signed-in user can open",
    "サインインしたユーザーが開けるすべてのメールボックスのメールを読み取る",
  ],
  "application Mail.ReadWrite": [
    "read, create, change and delete mail in every mailbox",
    "すべてのメールボックスのメールを読み取り、作成、変更、削除する",
  ],
  "delegated Mail.ReadWrite": [
    "read, create, change and delete the signed-in user's mail",
    "サインインしたユーザーのメールを読み取り、作成、変更、削除する",
  ],
  "Mail.ReadWrite.All": [
    "read, create, change and delete mail in every mailbox that the signed-in user can open",
    "サインインしたユーザーが開けるすべてのメールボックスのメールを読み取り、作成、変更、削除する",
  ],
  "application Mail.Send": [
    "send mail as anybody in the organization, and so deceive colleagues and customers",
    "組織の任意のユーザーとしてメールを送信し、社内外の人を欺く",
  ],
  "delegated Mail.Send": ["send mail as the signed-in user", "サインインしたユーザーとしてメールを送信する"],
  "Mail.Send.All": [
    "send mail from every mailbox that the signed-in user may send from",
    "サインインしたユーザーが送信できるすべてのメールボックスからメールを送信する",
  ],
  "Mail.Send.Shared": [
    "send mail as the signed-in user and on behalf of others who allow it to that user",
    "サインインしたユーザーとして、またはその代理送信を許した人の代わりにメールを送信する",
  ],
  "Mail-Advanced.ReadWrite.All": [
    "read, create, change and delete mail in every mailbox, and so falsify mail already sent or received",
    "すべてのメールボックスのメールを読み取り、作成、変更、削除し、送受信済みのメールを改ざんする",
  ],
  "Mail-Advanced.ReadWrite": [
    "read, create, change and delete the signed-in user's mail, also the contents of mail already sent or received",
    "サインインしたユーザーのメールを、送受信済みの内容を含めて読み取り、作成、変更、削除する",
  ],
  "Mail-Advanced.ReadWrite.Shared": [
    "read, create, change and delete the signed-in user's mail and the mail that others share with that user, also the contents of mail already sent or received",
    "サインインしたユーザー自身および共有されたメールを、送受信済みの内容を含めて読み取り、作成、変更、削除する",
  ],
  "application Contacts.ReadWrite": [
    "read, create, change and delete contacts in every mailbox, and so put an address of its choice under a known name",
    "すべてのメールボックスの連絡先を読み取り、作成、変更、削除し、既知の名前に別のアドレスを紛れ込ませる",
  ],
  "application Calendars.ReadWrite": [
    "read, create, change and delete events in every calendar, and so send invitations in anybody's name",
    "すべての予定表の予定を読み取り、作成、変更、削除し、任意のユーザーの名前で招待を送る",
  ],
  "application MailboxSettings.ReadWrite": [
    "change the settings of every mailbox, and so forward or hide its mail by rules and automatic replies",
    "すべてのメールボックスの設定(受信規則、自動応答を含む)を読み取り、変更し、メールを転送または隠す",
  ],
  "MailboxFolder.ReadWrite.All": [
    "read, create, change and delete the folders of every mailbox, with what is in them",
    "すべてのメールボックスのフォルダーを内容ごと読み取り、作成、変更、削除する",
  ],
  "MailboxItem.Read.All": [
    "read everything in every mailbox (mail, events, contacts and tasks)",
    "すべてのメールボックスのメール、予定、連絡先、タスクなどあらゆる項目を読み取る",
  ],
  "IMAP.AccessAsApp": [
    "read, change and delete mail over IMAP in every mailbox that is opened for it",
    "アクセスを許可されたすべてのメールボックスのメールを IMAP で読み取り、変更、削除する",
  ],
  "POP.AccessAsApp": [
    "read and delete mail over POP in every mailbox that is opened for it",
    "アクセスを許可されたすべてのメールボックスのメールを POP で読み取り、削除する",
  ],
  "SMTP.SendAsApp": [
    "send mail over SMTP as every mailbox that is opened for it",
    "アクセスを許可されたすべてのメールボックスとして SMTP でメールを送信する",
  ],
  "IMAP.AccessAsUser.All": [
    "read, change and delete the signed-in user's mail over IMAP",
    "サインインしたユーザーのメールを IMAP で読み取り、変更、削除する",
  ],
  "POP.AccessAsUser.All": [
    "read and delete the signed-in user's mail over POP",
    "サインインしたユーザーのメールを POP で読み取り、削除する",
  ],
  "SMTP.Send": ["send mail over SMTP as the signed-in user", "サインインしたユーザーとして SMTP でメールを送信する"],
  "EAS.AccessAsUser.All": [
    "do in the mailbox whatever the signed-in user may, over Exchange ActiveSync",
    "サインインしたユーザーのメールボックスで Exchange ActiveSync によりあらゆる操作を行う",
  ],
  "EWS.AccessAsUser.All": [
    "do in the mailbox whatever the signed-in user may, over Exchange Web Services",
    "サインインしたユーザーのメールボックスで Exchange Web サービスによりあらゆる操作を行う",
  ],
  full_access_as_app: [
    "do anything in every mailbox of the tenant, over Exchange Web Services",
    "テナントのすべてのメールボックスで Exchange Web サービスによりあらゆる操作を行う",
  ],
  "application Files.Read.All": [
    "read all files in every SharePoint site and OneDrive",
    "すべての SharePoint サイトと OneDrive のファイルを読み取る",
  ],
  "Files.ReadWrite.All": [
    "read, create, change and delete all files in every SharePoint site and OneDrive",
    "すべての SharePoint サイトと OneDrive のファイルを読み取り、作成、変更、削除する",
  ],
  "Sites.FullControl.All": [
    "do anything in every SharePoint site and OneDrive, also change who may open it",
    "すべての SharePoint サイトと OneDrive で、アクセス権の変更を含むあらゆる操作を行う",
  ],
  "Sites.Manage.All": [
    "read, create, change and delete lists, libraries and everything in them in every SharePoint site",
    "すべての SharePoint サイトのリストとライブラリ、その内容を読み取り、作成、変更、削除する",
  ],
  "Sites.Read.All": [
    "read all documents and list items in every SharePoint site and OneDrive",
    "すべての SharePoint サイトと OneDrive の文書とリスト アイテムを読み取る",
  ],
  "Sites.ReadWrite.All": [
    "read, create, change and delete all documents and list items in every SharePoint site and OneDrive",
    "すべての SharePoint サイトと OneDrive の文書とリスト アイテムを読み取り、作成、変更、削除する",
  ],
  "application Notes.ReadWrite.All": [
    "read, share and change every user's OneNote notebooks",
    "すべてのユーザーの OneNote ノートブックを読み取り、共有、変更する",
  ],
  "application ChannelMessage.Read.All": [
    "read every message in all channels of all teams",
    "すべてのチームのチャネルのメッセージを読み取る",
  ],
  "application Chat.ReadWrite.All": [
    "read every user's chats and change them",
    "すべてのユーザーのチャットを読み取り、変更する",
  ],
  "Teamwork.Migrate.All": [
    "write chat and channel messages in anybody's name and with any date",
    "任意のユーザーの名前と任意の日時でチャットやチャネルのメッセージを作成する",
  ],
  "application TeamMember.ReadWrite.All": [
    "make itself and others members or owners of any team, and so read its conversations and files",
    "自身や他者を任意のチームのメンバーや所有者にし、その会話とファイルを読み取る",
  ],
  "TeamSettings.ReadWrite.All": [
    "read and change the settings of all teams, such as what guests and members may do in them",
    "すべてのチームの設定(ゲストやメンバーに許す操作など)を読み取り、変更する",
  ],
  "application TeamsAppInstallation.ReadWriteForChat.All": [
    "install and remove Teams apps in every chat, and so have an app of its choice read along",
    "すべてのチャットの Teams アプリをインストール、アンインストールし、任意のアプリに会話を読ませる",
  ],
  "application TeamsAppInstallation.ReadWriteForTeam.All": [
    "install and remove Teams apps in every team, and so have an app of its choice read along",
    "すべてのチームの Teams アプリをインストール、アンインストールし、任意のアプリに会話を読ませる",
  ],
  "application TeamsAppInstallation.ReadWriteForUser.All": [
    "install and remove Teams apps for every user, and so put an app of its choice before them",
    "すべてのユーザーの Teams アプリをインストール、アンインストールし、任意のアプリを使わせる",
  ],
  "TeamsTab.ReadWrite.All": [
    "add, change and remove tabs in all teams, and so show their members pages of its choice",
    "すべてのチームのタブを追加、変更、削除し、メンバーに任意のページを見せる",
  ],
  "AppCatalog.ReadWrite.All": [
    "publish, change and delete apps in the tenant's app catalog, and so offer users an app of its choice",
    "テナントのアプリ カタログのアプリを公開、変更、削除し、ユーザーに任意のアプリを提供する",
  ],
  "AppCatalog.Submit": [
    "submit apps to the tenant's app catalog for review, and withdraw them",
    "テナントのアプリ カタログにアプリを申請し、取り下げる",
  ],
  "application ApprovalSolution.ReadWrite.All": [
    "read every approval and subscribe to what is decided",
    "すべての承認を読み取り、その通知の登録を作成、変更、削除する",
  ],
  "application Calls.AccessMedia.All": [
    "listen to and record what is said and shown in calls that it takes part in",
    "参加した通話の音声と映像に直接アクセスし、記録する",
  ],
  "application Calls.JoinGroupCall.All": [
    "join any meeting or group call of the organization as a participant",
    "組織の任意の会議とグループ通話に参加者として加わる",
  ],
  "application OnlineMeetings.ReadWrite.All": [
    "read, create, change and delete online meetings in every user's name",
    "すべてのユーザーの名前でオンライン会議を読み取り、作成、変更、削除する",
  ],
  "application Bookings.Manage.All": [
    "create, change and delete Bookings businesses and all that is in them, with their customers' data",
    "Bookings のビジネスとその内容(顧客の情報を含む)を読み取り、作成、変更、削除する",
  ],
  "Bookings.ReadWrite.All": [
    "read and change Bookings businesses, and create, change and delete their appointments, customers, services and staff",
    "Bookings のビジネスを読み取り、変更し、その予定、顧客、サービス、スタッフを作成、変更、削除する",
  ],
  "BookingsAppointment.ReadWrite.All": [
    "read, create, change and delete all appointments and customers in Bookings",
    "Bookings のすべての予定と顧客を読み取り、作成、変更、削除する",
  ],
  "Financials.ReadWrite.All": [
    "read and change the books of the company in Dynamics 365 Business Central",
    "Dynamics 365 Business Central の会計データを読み取り、変更する",
  ],
};

/** Names that follow no pattern, and operations that only one resource has. */
const odd: Table = {
  offline_access: [
    "keep using its access after the signed-in user has left",
    "サインインしたユーザーの不在時も、許可されたアクセスを保つ",
  ],
  openid: [
    "sign users in and learn who the signed-in user is",
    "ユーザーをサインインさせ、サインインしたユーザーを識別する",
  ],
  email: ["read the signed-in user's mail address", "サインインしたユーザーのメール アドレスを読み取る"],
  profile: [
    "read the signed-in user's name, user name and picture",
    "サインインしたユーザーの氏名、ユーザー名、写真を読み取る",
  ],
  "delegated User.Read": [
    "sign users in and read the signed-in user's own profile",
    "ユーザーをサインインさせ、サインインしたユーザー自身のプロファイルを読み取る",
  ],
  "User.ReadBasic.All": [
    "read every user's name, mail address and photo",
    "すべてのユーザーの氏名、メール アドレス、写真を読み取る",
  ],
  "delegated User.Invite.All": [
    "invite people from outside into the tenant as guests",
    "社外の人をゲストとしてテナントに招待する",
  ],
  "delegated People.ReadWrite": [
    "read and change the signed-in user's list of people they deal with",
    "サインインしたユーザーの関係の深い人の一覧を読み取り、変更する",
  ],
  "Calendars.Read.All": [
    "read every user's working hours and places of work",
    "すべてのユーザーの勤務時間と勤務場所を読み取る",
  ],
  "application Calendars.ReadWrite.All": [
    "read, create, change and delete every user's working hours and places of work",
    "すべてのユーザーの勤務時間と勤務場所を読み取り、作成、変更、削除する",
  ],
  "AgentIdentityBlueprintPrincipal.Create": [
    "bring agent blueprints into the tenant as principals",
    "エージェント ブループリントのプリンシパルをテナントに作成する",
  ],
  "ApprovalSolutionResponse.ReadWrite": [
    "read and answer the signed-in user's approvals",
    "サインインしたユーザーの承認を読み取り、回答する",
  ],
  "Bookings.Manage.All": [
    "read, create, change and delete Bookings businesses and everything in them",
    "Bookings のビジネスとそのすべての内容を読み取り、作成、変更、削除する",
  ],
  "BusinessScenarioConfig.ReadWrite.OwnedBy": [
    "create business scenarios in Planner, and change and delete those that the application itself owns",
    "Planner のビジネス シナリオを作成し、アプリケーション自身が所有するものを変更、削除する",
  ],
  "Calls.Initiate.All": [
    "call any single user, and pass calls on to others",
    "任意のユーザー 1 人に電話をかけ、通話を転送する",
  ],
  "Calls.InitiateGroupCall.All": [
    "call several users at once, and add people to meetings",
    "複数のユーザーに同時に電話をかけ、会議に参加者を追加する",
  ],
  "Calls.JoinGroupCallAsGuest.All": [
    "join meetings and group calls anonymously as a guest",
    "会議とグループ通話に匿名のゲストとして加わる",
  ],
  "Calls.ReportSyntheticMedia.All": [
    "report that a participant's voice or picture in a call is synthetic",
    "通話の参加者の音声や映像が合成であると報告する",
  ],
  "Channel.Create": ["create channels in every team", "すべてのチームにチャネルを作成する"],
  "Channel.Delete.All": [
    "delete channels in every team, with their conversations",
    "すべてのチームのチャネルを会話ごと削除する",
  ],
  "ChannelMessage.Edit": [
    "change channel messages of the signed-in user",
    "サインインしたユーザーのチャネルのメッセージを変更する",
  ],
  "ChannelMessage.ReadWrite": [
    "read, send and change channel messages as the signed-in user",
    "サインインしたユーザーとしてチャネルのメッセージを読み取り、送信、変更する",
  ],
  "ChannelMessage.Send": [
    "send channel messages as the signed-in user",
    "サインインしたユーザーとしてチャネルにメッセージを送信する",
  ],
  "ChannelMessage.UpdatePolicyViolation.All": [
    "mark and hide channel messages that break data loss prevention rules",
    "データ損失防止の規則に反するチャネルのメッセージに印を付け、非表示にする",
  ],
  "application Chat.Create": ["create chats between any users", "任意のユーザー間のチャットを作成する"],
  "delegated Chat.Create": ["create chats as the signed-in user", "サインインしたユーザーとしてチャットを作成する"],
  "Chat.ManageDeletion.All": ["delete chats and bring deleted ones back", "チャットを削除し、削除されたものを復元する"],
  "Chat.ReadWrite": [
    "read the signed-in user's chats, send messages in them and create new ones",
    "サインインしたユーザーのチャットを読み取り、メッセージの送信やチャットの作成を行う",
  ],
  "delegated Chat.ReadWrite.All": [
    "read and change all chats that the signed-in user can reach, and send messages in them",
    "サインインしたユーザーがアクセスできるすべてのチャットを読み取り、変更し、メッセージを送信する",
  ],
  "Chat.ReadWrite.WhereInstalled": [
    "read and change the chats in which its Teams app is installed",
    "この Teams アプリがインストールされたチャットを読み取り、変更する",
  ],
  "Chat.Read.WhereInstalled": [
    "read the messages of the chats in which its Teams app is installed",
    "この Teams アプリがインストールされたチャットのメッセージを読み取る",
  ],
  "Chat.ReadBasic.WhereInstalled": [
    "read the names and members of the chats in which its Teams app is installed",
    "この Teams アプリがインストールされたチャットの名前とメンバーを読み取る",
  ],
  "Chat.UpdatePolicyViolation.All": [
    "mark and hide chat messages that break data loss prevention rules",
    "データ損失防止の規則に反するチャットのメッセージに印を付け、非表示にする",
  ],
  "ChatMessage.Send": [
    "send chat messages as the signed-in user",
    "サインインしたユーザーとしてチャットのメッセージを送信する",
  ],
  "Contacts-OnPremisesSyncBehavior.ReadWrite.All": [
    "cut organizational contacts loose from the local directory, and so manage them in the cloud alone",
    "組織の連絡先をオンプレミスのディレクトリから切り離し、クラウドだけの管理に変える",
  ],
  "ConsentRequest.Read": [
    "read the signed-in user's own requests for an administrator's consent",
    "サインインしたユーザー自身による管理者の同意の要求を読み取る",
  ],
  "Content.Process.All": [
    "have any user's content checked against the tenant's rules for data protection",
    "任意のユーザーのコンテンツをテナントのデータ保護規則に照らして評価する",
  ],
  "Content.Process.User": [
    "have one user's content checked against the tenant's rules for data protection",
    "ユーザー 1 人のコンテンツをテナントのデータ保護規則に照らして評価する",
  ],
  "CopilotConversation.Delete": [
    "delete the signed-in user's conversations with Copilot",
    "サインインしたユーザーの Copilot との会話を削除する",
  ],
  "Device.CreateFromOwnedTemplate": [
    "create devices from templates that the signed-in user owns",
    "サインインしたユーザーが所有するテンプレートからデバイスを作成する",
  ],
  "EngagementConversation.Migration.All": [
    "write Viva Engage conversations in anybody's name and with any date, to bring them in from elsewhere",
    "移行のため、任意のユーザーの名前と日時で Viva Engage の会話を作成する",
  ],
  "delegated EngagementConversation.ReadWrite.All": [
    "read all Viva Engage conversations and create new ones",
    "Viva Engage のすべての会話を読み取り、新しい会話を作成する",
  ],
  "EngagementExport.Read.All": ["export all data of Viva Engage", "Viva Engage のすべてのデータをエクスポートする"],
  "EntitlementMgmt-SubjectAccess.ReadWrite": [
    "request access packages for the signed-in user, and answer requests that wait for that user",
    "サインインしたユーザーのアクセス パッケージを要求し、そのユーザー宛ての要求に回答する",
  ],
  "EntraBackup.ReadWrite.Preview": [
    "read Entra Backup's snapshots and have worked out what a recovery would change",
    "Entra Backup のスナップショットを読み取り、回復による変更内容のプレビューを作成する",
  ],
  "EntraBackup.ReadWrite.Recovery": [
    "set the directory back to a snapshot of Entra Backup",
    "Entra Backup のスナップショットの状態にディレクトリを戻す",
  ],
  "Family.Read": [
    "read who belongs to the signed-in user's family",
    "サインインしたユーザーの家族のメンバーとその基本情報を読み取る",
  ],
  "FileIngestion.Ingest": [
    "feed content of SharePoint and OneDrive into the search index",
    "SharePoint と OneDrive のコンテンツを検索インデックスに登録する",
  ],
  "FileIngestionHybridOnboarding.Manage": [
    "connect SharePoint servers of the organization's own with the tenant's search",
    "組織のオンプレミスの SharePoint をテナントの検索に接続する",
  ],
  "FileStorageContainer.Selected": [
    "reach the SharePoint Embedded containers whose type allows it to the application, as far as the type says",
    "アプリケーションに許可された種類の SharePoint Embedded コンテナーを、許可の範囲で利用する",
  ],
  "FileStorageContainerTypeReg.Selected": [
    "register the SharePoint Embedded container types that are opened for it, and change their registration",
    "許可された種類の SharePoint Embedded コンテナーの登録を作成し、変更する",
  ],
  "Files.ReadWrite.AppFolder": [
    "read, create, change and delete files in the application's own folder",
    "アプリケーション専用フォルダーのファイルを読み取り、作成、変更、削除する",
  ],
  "Files.Read.Selected": [
    "read the files that the signed-in user picks for it",
    "サインインしたユーザーが選んだファイルを読み取る",
  ],
  "Files.ReadWrite.Selected": [
    "read and change the files that the signed-in user picks for it",
    "サインインしたユーザーが選んだファイルを読み取り、変更する",
  ],
  "Files.SelectedOperations.Selected": [
    "reach only the files that are opened for it one by one, as far as each grant says",
    "個別に許可されたファイルにのみ、許可の範囲でアクセスする",
  ],
  "Group.Create": ["create groups", "グループを作成する"],
  "Group.ManageProtection.All": [
    "read the basic details of all groups and change their sensitivity labels",
    "すべてのグループの基本情報を読み取り、秘密度ラベルを変更する",
  ],
  "IndustryData-DataConnector.Upload": [
    "upload files to the data connectors of Industry Data",
    "Industry Data のデータ コネクタにファイルをアップロードする",
  ],
  "IndustryData-Run.Start": ["read and start runs of Industry Data", "Industry Data の実行を表示し、開始する"],
  "InformationProtectionContent.Sign.All": ["sign data in the tenant's name", "テナントの名義でデータに署名する"],
  "ListItems.SelectedOperations.Selected": [
    "reach only the list items that are opened for it one by one, as far as each grant says",
    "個別に許可されたリスト アイテムにのみ、許可の範囲でアクセスする",
  ],
  "Lists.SelectedOperations.Selected": [
    "reach only the lists that are opened for it one by one, as far as each grant says",
    "個別に許可されたリストにのみ、許可の範囲でアクセスする",
  ],
  "Mail.ReadBasic.Shared": [
    "read the signed-in user's own mail and mail shared with that user, without bodies and attachments",
    "サインインしたユーザー自身および共有されたメール(本文と添付ファイルを除く)を読み取る",
  ],
  "Goals-Export.ReadWrite.All": [
    "read all goals in Viva Goals and export them",
    "Viva Goals のすべての目標を読み取り、エクスポートする",
  ],
  "MailTips.ReadBasic.Shared": [
    "read mail tips of the mailboxes that the signed-in user can reach",
    "サインインしたユーザーがアクセスできるメールボックスのメール ヒントを読み取る",
  ],
  "MailboxItem.Export": [
    "export everything in the signed-in user's mailbox",
    "サインインしたユーザーのメールボックスの項目をすべてエクスポートする",
  ],
  "MailboxItem.Export.All": [
    "export everything in every mailbox",
    "すべてのメールボックスの項目をすべてエクスポートする",
  ],
  "MailboxItem.ImportExport": [
    "export everything in the signed-in user's mailbox, and bring items in",
    "サインインしたユーザーのメールボックスの項目をエクスポートし、インポートする",
  ],
  "MailboxItem.ImportExport.All": [
    "export everything in every mailbox, and bring items in",
    "すべてのメールボックスの項目をエクスポートし、インポートする",
  ],
  "Notes.Create": [
    "read the names of the signed-in user's OneNote notebooks, and create notebooks, sections and pages",
    "サインインしたユーザーの OneNote ノートブックの一覧を読み取り、ノートブック、セクション、ページを作成する",
  ],
  "Notes.ReadWrite": [
    "read, share and change the signed-in user's OneNote notebooks",
    "サインインしたユーザーの OneNote ノートブックを読み取り、共有、変更する",
  ],
  "delegated Notes.ReadWrite.All": [
    "read, share and change all OneNote notebooks that the signed-in user can open",
    "サインインしたユーザーが開けるすべての OneNote ノートブックを読み取り、共有、変更する",
  ],
  "Notes.ReadWrite.CreatedByApp": [
    "read and change the OneNote notebooks of the signed-in user that the application itself created",
    "アプリケーション自身が作成した、サインインしたユーザーの OneNote ノートブックを読み取り、変更する",
  ],
  "Notifications.ReadWrite.CreatedByApp": [
    "send and manage the application's own notifications to the signed-in user",
    "サインインしたユーザーへのアプリケーション自身の通知を送信し、管理する",
  ],
  "PlaceDeviceTelemetry.ReadWrite.All": [
    "read and report the telemetry of all workplace devices",
    "すべての職場のデバイスのテレメトリを読み取り、送信する",
  ],
  "PrintJob.Create": [
    "create print jobs of the signed-in user with the documents to print",
    "サインインしたユーザーの印刷ジョブを作成し、文書をアップロードする",
  ],
  "PrintJob.Manage.All": ["send any print job to another printer", "任意の印刷ジョブを別のプリンターに転送する"],
  "Printer.Create": ["register printers", "プリンターを登録する"],
  "ProtectionScopes.Compute.All": [
    "find out which data protection rules apply to every user",
    "すべてのユーザーに適用されるデータ保護規則を調べる",
  ],
  "ProtectionScopes.Compute.User": [
    "find out which data protection rules apply to one user",
    "ユーザー 1 人に適用されるデータ保護規則を調べる",
  ],
  "application Presence.ReadWrite.All": [
    "read every user's presence and set it",
    "すべてのユーザーのプレゼンスを読み取り、設定する",
  ],
  "Schedule-WorkingTime.ReadWrite.All": [
    "start and end working time for all users, and read whether they are in it",
    "すべてのユーザーの勤務時間を開始、終了し、その状態を読み取る",
  ],
  "SensitivityLabel.Evaluate": [
    "find out which sensitivity label fits a content",
    "コンテンツに適用すべき秘密度ラベルを評価する",
  ],
  "SensitivityLabel.Evaluate.All": [
    "find out which sensitivity label fits a content, with all labels of the tenant",
    "テナントのすべてのラベルから、コンテンツに適用すべき秘密度ラベルを評価する",
  ],
  "SentimentSurvey.Export.All": [
    "export all sentiment surveys with their answers",
    "すべてのセンチメント調査とその回答をエクスポートする",
  ],
  "ServiceMessageViewpoint.Write": [
    "mark Microsoft's announcements as read, archived or liked for the signed-in user",
    "サインインしたユーザーについて、メッセージ センターの投稿の既読、アーカイブ、お気に入りの状態を変更する",
  ],
  "SharePointCrossTenantMigration.Manage.All": [
    "move SharePoint sites and OneDrives with all their contents to another tenant",
    "SharePoint サイトと OneDrive を内容ごと別のテナントに移行する",
  ],
  "Sites.Archive.All": [
    "archive SharePoint sites, so that nobody can open them, and bring them back",
    "SharePoint サイトをアーカイブして開けなくし、または再開する",
  ],
  "Sites.Create.All": ["create SharePoint sites", "SharePoint サイトを作成する"],
  "Sites.Selected": [
    "reach only the SharePoint sites that are opened for it one by one, as far as each grant says",
    "個別に許可された SharePoint サイトにのみ、許可の範囲でアクセスする",
  ],
  "Storyline.ReadWrite.All": [
    "read and change every user's Viva Engage storyline",
    "すべてのユーザーの Viva Engage のストーリーラインを読み取り、変更する",
  ],
  "Team.Create": ["create teams", "チームを作成する"],
  "TeamMember.ReadWriteNonOwnerRole.All": [
    "make itself and others members of any team, not owners, and so read its conversations and files",
    "自身や他者を任意のチームのメンバー(所有者以外)にし、その会話とファイルを読み取る",
  ],
  "application TeamsActivity.Send": [
    "put notifications into every user's Teams activity feed",
    "すべてのユーザーの Teams のアクティビティ フィードに通知を送信する",
  ],
  "delegated TeamsActivity.Send": [
    "put notifications into users' Teams activity feeds as the signed-in user",
    "サインインしたユーザーとして、Teams のアクティビティ フィードに通知を送信する",
  ],
  "TeamsTab.Create": ["add tabs in every team", "すべてのチームにタブを追加する"],
  "TeamworkUserInteraction.Read.All": [
    "read which dealings the signed-in user has with others in Teams",
    "サインインしたユーザーと他者との Teams でのやり取りを読み取る",
  ],
  "TeamworkTargetedMessage.ReadWrite": [
    "send, change and delete messages in the signed-in user's group chats and channels that only some members see",
    "サインインしたユーザーのグループ チャットとチャネルで、一部のメンバーだけに見えるメッセージを送信、変更、削除する",
  ],
  "UnifiedGroupMember.Read.AsGuest": [
    "read the basic details, members and owners of the groups in which the signed-in user is a guest",
    "サインインしたユーザーがゲストとして所属するグループの基本情報、メンバー、所有者を読み取る",
  ],
  "UserActivity.ReadWrite.CreatedByApp": [
    "read and record what the signed-in user does in the application",
    "アプリケーション内でのサインインしたユーザーの活動を読み取り、記録する",
  ],
  "application UserNotification.ReadWrite.CreatedByApp": [
    "send, read, change and delete the application's own notifications to every user",
    "すべてのユーザーへのアプリケーション自身の通知を送信、読み取り、変更、削除する",
  ],
  "delegated UserNotification.ReadWrite.CreatedByApp": [
    "send, read, change and delete the application's own notifications to the signed-in user",
    "サインインしたユーザーへのアプリケーション自身の通知を送信、読み取り、変更、削除する",
  ],
  "UserTimelineActivity.Write.CreatedByApp": [
    "report what the signed-in user does in the application to that user's timeline",
    "アプリケーション内でのサインインしたユーザーの活動をタイムラインに記録する",
  ],
  "application VirtualAppointmentNotification.Send": [
    "send notices of virtual appointments as every user",
    "すべてのユーザーとして仮想予定の通知を送信する",
  ],
  "delegated VirtualAppointmentNotification.Send": [
    "send notices of virtual appointments as the signed-in user",
    "サインインしたユーザーとして仮想予定の通知を送信する",
  ],
};

/** Clauses written by hand, by `<kind> <name>` or by name. */
export const byHand: Table = {
  ...control,
  ...directory,
  ...methods,
  ...policies,
  ...agents,
  ...devices,
  ...security,
  ...work,
  ...odd,
};
