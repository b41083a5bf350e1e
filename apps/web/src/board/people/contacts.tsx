import type { Board, ContactListed } from '@duban/api/types';
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { useContacts } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { Mark } from '../frame/mark.js';
import { ReasonDialog } from '../frame/reason-dialog.js';
import { absenceInWords } from '../logic/absences.js';
import type { Act } from '../logic/act.js';
import { contactMarks, findContacts, isServing, removal, servesInWords, withdrawal } from '../logic/contacts.js';
import { AbsenceForm } from './absence-form.js';
import { ClerkAccounts } from './clerk-accounts.js';
import { ContactForm } from './contact-form.js';
import { HandOverForm } from './hand-over-form.js';

type Doing =
  | { readonly what: 'add' }
  | { readonly what: 'change' | 'absence' | 'hand-over'; readonly contact: ContactListed }
  | { readonly what: 'act'; readonly act: Act };

/** 通讯录: who is written to and called for each office, and who is away. */
export function Contacts({ board }: { readonly board: Board }) {
  const contacts = useContacts(board.id);
  const [find, setFind] = useState('');
  const [doing, setDoing] = useState<Doing | null>(null);
  const today = dayOf(board.now);
  const closed = board.status === 'closed';
  const end = (): void => setDoing(null);
  return (
    <div className="stack">
      <div className="row">
        <Input
          aria-label="查找联系人"
          placeholder="单位、职务、邮箱或电话"
          allowClear
          className="find"
          value={find}
          onChange={(e) => setFind(e.target.value)}
        />
        {!closed && (
          <Button data-testid="add-contact" onClick={() => setDoing({ what: 'add' })}>
            添加联系人
          </Button>
        )}
      </div>
      <Loaded query={contacts}>
        {(list) => (
          <>
            <Table<ContactListed>
              size="small"
              rowKey="id"
              scroll={{ x: 1000 }}
              dataSource={[...findContacts(list, find)]}
              rowClassName={(c) => (isServing(c, today) ? '' : 'quiet')}
              onRow={(c) => ({ 'data-testid': `contact-${c.id}` }) as React.HTMLAttributes<HTMLElement>}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                { title: '单位', key: 'serves', width: 150, render: (_, c) => servesInWords(c.serves) },
                { title: '职务', dataIndex: 'title' },
                { title: '邮箱', dataIndex: 'email' },
                { title: '电话', dataIndex: 'phone' },
                {
                  title: '情况',
                  key: 'state',
                  width: 250,
                  render: (_, c) => (
                    <Situation
                      contact={c}
                      people={list}
                      today={today}
                      onWithdraw={closed ? null : (act) => setDoing({ what: 'act', act })}
                    />
                  ),
                },
                {
                  title: '操作',
                  key: 'act',
                  width: 230,
                  render: (_, c) =>
                    closed || !isServing(c, today) ? null : (
                      <Acts
                        contact={c}
                        onDo={(what) => setDoing({ what, contact: c })}
                        onRemove={() => setDoing({ what: 'act', act: removal(board.id, c) })}
                      />
                    ),
                },
              ]}
            />
            <ClerkAccounts board={board} people={list} />
            {doing?.what === 'add' && <ContactForm campaign={board.id} contact={null} onClose={end} />}
            {doing?.what === 'change' && <ContactForm campaign={board.id} contact={doing.contact} onClose={end} />}
            {doing?.what === 'absence' && (
              <AbsenceForm board={board} contact={doing.contact} people={list} onClose={end} />
            )}
            {doing?.what === 'hand-over' && <HandOverForm board={board} contact={doing.contact} onClose={end} />}
            {doing?.what === 'act' && <ReasonDialog act={doing.act} said={() => '已办'} onEnd={end} />}
          </>
        )}
      </Loaded>
    </div>
  );
}

interface Situated {
  readonly contact: ContactListed;
  readonly people: readonly ContactListed[];
  readonly today: string;
  /** null: nothing may be changed any more. */
  readonly onWithdraw: ((act: Act) => void) | null;
}

function Situation({ contact, people, today, onWithdraw }: Situated) {
  return (
    <div className="stack tight">
      <span className="row">
        {contactMarks(contact, today).map(({ word, tone }) => (
          <Mark key={word} tone={tone}>
            {word}
          </Mark>
        ))}
      </span>
      {contact.refused && <span className="quiet">{contact.refused.reason}　请核对邮箱后修改。</span>}
      {contact.absences.map((a) => (
        <span key={a.id} className="row">
          {absenceInWords(a, contact, people)}
          {onWithdraw && (
            <Button size="small" data-testid={`withdraw-${a.id}`} onClick={() => onWithdraw(withdrawal(a))}>
              撤销
            </Button>
          )}
        </span>
      ))}
    </div>
  );
}

interface Acting {
  readonly contact: ContactListed;
  readonly onDo: (what: 'change' | 'absence' | 'hand-over') => void;
  readonly onRemove: () => void;
}

function Acts({ contact, onDo, onRemove }: Acting) {
  const button = (what: 'change' | 'absence' | 'hand-over', label: string) => (
    <Button
      size="small"
      aria-label={`${label}：${contact.title}`}
      data-testid={`${what}-${contact.id}`}
      onClick={() => onDo(what)}
    >
      {label}
    </Button>
  );
  return (
    <span className="row tight">
      {button('change', '修改')}
      {button('absence', '外出')}
      {button('hand-over', '交接')}
      <Button
        size="small"
        danger
        aria-label={`删除：${contact.title}`}
        data-testid={`remove-${contact.id}`}
        onClick={onRemove}
      >
        删除
      </Button>
    </span>
  );
}
